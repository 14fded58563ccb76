package dev.xraygpu.gpu.opencv;

import static dev.xraygpu.gpu.opencv.PresetMemory.header;
import static dev.xraygpu.gpu.opencv.PresetMemory.requireInPlace;
import static dev.xraygpu.gpu.opencv.PresetMemory.type;

import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Interpolation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_cudaarithm;
import org.bytedeco.opencv.global.opencv_cudaimgproc;
import org.bytedeco.opencv.global.opencv_cudawarping;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.GpuMat;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_core.Stream;
import org.bytedeco.opencv.opencv_cudaimgproc.CudaCLAHE;

/**
 * OpenCV's CUDA modules through JavaCPP's presets. Device memory is the lane's own: OpenCV only
 * gets headers over it, and what it would allocate elsewhere is an error, not a slow path.
 *
 * <p>The stream is OpenCV's default kind, which waits for work on the null stream: nothing here
 * uses that, but should a function of OpenCV do so, the results are still right.
 */
final class PresetLaneCalls implements LaneCalls {
  private static final double U16_PER_U8 =
      (double) PixelType.U16.maxValue() / PixelType.U8.maxValue();

  private static final OpenCvFailure FAILURE = new OpenCvFailure(cudart::cudaGetLastError);

  private final int gpu;
  private final Stream stream;
  private final Map<Clahe, CudaCLAHE> clahes = new HashMap<>();
  private final StreamEvents events;

  /** Opens a stream on one GPU. */
  PresetLaneCalls(int gpu) throws CudaException {
    this.gpu = gpu;
    try {
      PresetBufferPool.prepare(gpu);
      opencv_core.setDevice(gpu);
      this.stream = new Stream();
      // A pool that found no room is no fault of the call that asks for errors next.
      int unused = cudart.cudaGetLastError();
      this.events = new StreamEvents(stream);
    } catch (RuntimeException e) {
      throw FAILURE.ofDevice("a stream", e);
    }
  }

  /** Calls of OpenCV that put something on the stream. */
  private interface Work {
    void run();
  }

  // The current device belongs to the thread, and a thread may have lanes on several.
  private void onDevice(String name, Work work) throws CudaException, OpenCvRefusal {
    try {
      opencv_core.setDevice(gpu);
      work.run();
    } catch (RuntimeException e) {
      throw FAILURE.of(name, e);
    }
  }

  private <T> T onDevice(String name, Supplier<T> work) throws CudaException {
    try {
      opencv_core.setDevice(gpu);
      return work.get();
    } catch (RuntimeException e) {
      throw FAILURE.ofDevice(name, e);
    }
  }

  @Override
  public HostBlock allocateHost(long bytes) throws CudaException {
    return onDevice("cudaHostAlloc", () -> PresetMemory.host(bytes));
  }

  @Override
  public DeviceBlock allocateDevice(long bytes) throws CudaException {
    return onDevice("cudaMalloc", () -> PresetMemory.device(bytes));
  }

  /** A function of OpenCV from one matrix into another. */
  private interface Function {
    void apply(GpuMat from, GpuMat to);
  }

  private void apply(String name, DevicePlane from, DevicePlane to, Function function)
      throws CudaException, OpenCvRefusal {
    onDevice(
        name,
        () -> {
          try (GpuMat source = header(from);
              GpuMat target = header(to)) {
            function.apply(source, target);
            requireInPlace(target, to, name);
          }
        });
  }

  @Override
  public void upload(HostPlane from, DevicePlane to) throws CudaException, OpenCvRefusal {
    onDevice(
        "upload",
        () -> {
          try (Mat source = header(from);
              GpuMat target = header(to)) {
            target.upload(source, stream);
            requireInPlace(target, to, "upload");
          }
        });
  }

  @Override
  public void download(DevicePlane from, HostPlane to) throws CudaException, OpenCvRefusal {
    onDevice(
        "download",
        () -> {
          try (GpuMat source = header(from);
              Mat target = header(to)) {
            source.download(target, stream);
            requireInPlace(target, to);
          }
        });
  }

  @Override
  public void fill(DevicePlane plane, int value) throws CudaException, OpenCvRefusal {
    onDevice(
        "fill",
        () -> {
          try (GpuMat target = header(plane);
              Scalar scalar = new Scalar((double) value)) {
            target.setTo(scalar, stream);
          }
        });
  }

  @Override
  public void copy(DevicePlane from, Rectangle part, DevicePlane to)
      throws CudaException, OpenCvRefusal {
    apply("copy", from.part(part), to, (source, target) -> source.copyTo(target, stream));
  }

  @Override
  public void resize(DevicePlane from, DevicePlane to, Interpolation interpolation)
      throws CudaException, OpenCvRefusal {
    int code =
        switch (interpolation) {
          case LINEAR -> opencv_imgproc.INTER_LINEAR;
          case AREA -> opencv_imgproc.INTER_AREA;
        };
    apply(
        "cuda::resize",
        from,
        to,
        (source, target) -> {
          try (Size size = new Size(to.size().width(), to.size().height())) {
            opencv_cudawarping.resize(source, target, size, 0, 0, code, stream);
          }
        });
  }

  @Override
  public void surround(DevicePlane from, DevicePlane to, int left, int top, Border border)
      throws CudaException, OpenCvRefusal {
    int right = to.size().width() - from.size().width() - left;
    int bottom = to.size().height() - from.size().height() - top;
    int code =
        switch (border) {
          case BLACK -> opencv_core.BORDER_CONSTANT;
          case REPLICATE -> opencv_core.BORDER_REPLICATE;
        };
    apply(
        "cuda::copyMakeBorder",
        from,
        to,
        (source, target) -> {
          try (Scalar black = new Scalar(0.0)) {
            opencv_cudaarithm.copyMakeBorder(
                source, target, top, bottom, left, right, code, black, stream);
          }
        });
  }

  @Override
  public void extreme(MinMaxProgram.Kind kind, DevicePlane a, DevicePlane b, DevicePlane to)
      throws CudaException, OpenCvRefusal {
    onDevice(
        "cuda::min",
        () -> {
          try (GpuMat first = header(a);
              GpuMat second = header(b);
              GpuMat target = header(to)) {
            switch (kind) {
              case MIN -> opencv_cudaarithm.min(first, second, target, stream);
              case MAX -> opencv_cudaarithm.max(first, second, target, stream);
            }
            requireInPlace(target, to, "cuda::min");
          }
        });
  }

  @Override
  public void convert(DevicePlane from, DevicePlane to, double factor)
      throws CudaException, OpenCvRefusal {
    apply(
        "convertTo",
        from,
        to,
        (source, target) -> source.convertTo(target, type(to.element()), factor, stream));
  }

  @Override
  public void bilateral(DevicePlane from, DevicePlane to, BilateralFilter stage)
      throws CudaException, OpenCvRefusal {
    double unit = from.element() == Element.U16 ? U16_PER_U8 : 1;
    apply(
        "cuda::bilateralFilter",
        from,
        to,
        (source, target) ->
            opencv_cudaimgproc.bilateralFilter(
                source,
                target,
                stage.diameter(),
                (float) (stage.sigmaColor() * unit),
                (float) stage.sigmaSpace(),
                opencv_core.BORDER_REFLECT_101,
                stream));
  }

  @Override
  public void clahe(DevicePlane from, DevicePlane to, Clahe stage)
      throws CudaException, OpenCvRefusal {
    apply(
        "cuda::CLAHE",
        from,
        to,
        (source, target) ->
            clahes.computeIfAbsent(stage, PresetLaneCalls::create).apply(source, target, stream));
  }

  private static CudaCLAHE create(Clahe stage) {
    try (Size tiles = new Size(stage.tiles().width(), stage.tiles().height())) {
      return opencv_cudaimgproc.createCLAHE(stage.clipLimit(), tiles);
    }
  }

  // calcHist knows 8 bit alone; NPP's even histogram with one level per value counts the same.
  @Override
  public void histogram(DevicePlane from, DevicePlane counts) throws CudaException, OpenCvRefusal {
    apply(
        "cuda::calcHist",
        from,
        counts,
        (source, target) -> {
          if (from.element() == Element.U8) {
            opencv_cudaimgproc.calcHist(source, target, stream);
          } else {
            int bins = counts.size().width();
            opencv_cudaimgproc.histEven(source, target, bins, 0, bins, stream);
          }
        });
  }

  @Override
  public void accumulate(DevicePlane counts, DevicePlane scratch, DevicePlane sums)
      throws CudaException, OpenCvRefusal {
    apply(
        "cuda::add",
        counts,
        scratch,
        (source, wide) -> {
          source.convertTo(wide, opencv_core.CV_64F, stream);
          try (GpuMat total = header(sums);
              GpuMat everywhere = new GpuMat()) {
            opencv_cudaarithm.add(total, wide, total, everywhere, -1, stream);
            requireInPlace(total, sums, "cuda::add");
          }
        });
  }

  @Override
  public void mark(int event) throws CudaException {
    onDevice(
        "cudaEventRecord",
        () -> {
          events.record(event);
          return event;
        });
  }

  @Override
  public void await() throws CudaException {
    onDevice(
        "cudaStreamSynchronize",
        () -> {
          stream.waitForCompletion();
          return gpu;
        });
  }

  @Override
  public double milliseconds(int from, int to) throws CudaException {
    return onDevice("cudaEventElapsedTime", () -> events.milliseconds(from, to));
  }

  @Override
  public void close() {
    try {
      opencv_core.setDevice(gpu);
      clahes.values().forEach(CudaCLAHE::close);
      events.close();
      stream.close();
    } catch (RuntimeException e) {
      // A lost device gives nothing back; the process that ends does.
      return;
    }
  }
}
