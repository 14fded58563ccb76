package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.Patch;
import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.gpu.opencv.BatchPlan.Kind;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.statistics.PixelSummary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One batch: what is planned for it, and what comes back. */
final class BatchWork {
  private final LaneCalls calls;
  private final LaneSpecification specification;
  private final List<OpenCvCudaLane.Slot> slots;
  private final StageClock clock;
  private final BatchPlan plan;
  private final List<Image> images = new ArrayList<>();

  /** Planes of one image. */
  private static final class Image {
    final HostImage source;
    final DevicePlane input;
    final DevicePlane inputCounts;
    DevicePlane current;
    DevicePlane processedCounts;

    Image(HostImage source, DevicePlane input, DevicePlane inputCounts) {
      this.source = source;
      this.input = input;
      this.inputCounts = inputCounts;
      this.current = input;
      this.processedCounts = inputCounts;
    }
  }

  /** Plans a batch and takes the host memory it needs. */
  BatchWork(
      LaneCalls calls,
      DeviceArena arena,
      LaneSpecification specification,
      List<OpenCvCudaLane.Slot> slots,
      StageClock clock)
      throws CudaException {
    this.calls = calls;
    this.specification = specification;
    this.slots = slots;
    this.clock = clock;
    this.plan = new BatchPlan(arena);
    clock.begin();
    planUploads();
    planInputCounts();
    planCrops();
    for (Stage stage : specification.stages()) {
      GpuStage implementation = GpuStage.of(stage).orElseThrow();
      begin(stage.name());
      for (int i = 0; i < images.size(); i++) {
        images.get(i).current = implementation.plan(images.get(i).current, plan.image(i));
      }
    }
    planProcessedCounts();
    planDownloads();
    begin(StageClock.END);
  }

  /** How many images there are. */
  int images() {
    return images.size();
  }

  private void begin(String name) {
    plan.begin(name, clock.next(name));
  }

  private void planUploads() throws CudaException {
    begin("upload");
    for (int i = 0; i < slots.size(); i++) {
      BatchPlan.OfImage image = plan.image(i);
      OpenCvCudaLane.Slot slot = slots.get(i);
      HostImage source = Objects.requireNonNull(slot.image);
      Element element = Element.of(source.type());
      Size bins = RunCounts.bins(source.type());
      Image planes =
          new Image(source, image.plane(element, source.size()), image.plane(Element.S32, bins));
      images.add(planes);
      HostBlock block = slot.input.ensure(calls, HostImage.bytesFor(source.type(), source.size()));
      HostPlane from = new HostPlane(block, element, source.size());
      image.call(Kind.UPLOAD, c -> c.upload(from, planes.input));
    }
  }

  private void planInputCounts() throws CudaException {
    begin("input histogram");
    for (int i = 0; i < images.size(); i++) {
      Image planes = images.get(i);
      Size bins = planes.inputCounts.size();
      HostBlock block = slots.get(i).histogram.ensure(calls, bins.area() * Element.S32.bytes());
      HostPlane to = new HostPlane(block, Element.S32, bins);
      plan.image(i).call(c -> c.histogram(planes.input, planes.inputCounts));
      plan.image(i).call(Kind.DOWNLOAD, c -> c.download(planes.inputCounts, to));
    }
  }

  // Patches and crops: after the histogram, before the first stage.
  private void planCrops() throws CudaException {
    begin("crop");
    for (int i = 0; i < images.size(); i++) {
      Image planes = images.get(i);
      ImagePlan wanted = slots.get(i).plan;
      planPatches(plan.image(i), planes.input, slots.get(i));
      if (wanted.crop().isPresent()) {
        DevicePlane cropped =
            plan.image(i).plane(planes.input.element(), wanted.crop().get().size());
        plan.image(i).call(c -> c.copy(planes.input, wanted.crop().get(), cropped));
        planes.current = cropped;
      }
    }
  }

  // Given pixels go through page-locked memory: of other memory, it is not certain until when CUDA
  // reads it.
  private void planPatches(BatchPlan.OfImage image, DevicePlane input, OpenCvCudaLane.Slot slot)
      throws CudaException {
    long bytes = 0;
    for (Patch patch : slot.plan.patches()) {
      bytes += patch instanceof Patch.Pixels given ? given.pixels().byteSize() : 0;
    }
    HostBlock block = bytes == 0 ? null : slot.patches.ensure(calls, bytes);
    int offset = 0;
    for (Patch patch : slot.plan.patches()) {
      DevicePlane area = input.part(patch.area());
      if (patch instanceof Patch.Constant constant) {
        image.call(c -> c.fill(area, constant.value()));
      } else if (patch instanceof Patch.Pixels given && block != null) {
        HostImage pixels = given.pixels();
        block.view().put(offset, pixels.bytes(), 0, pixels.byteSize());
        HostPlane from = new HostPlane(block, offset, area.element(), area.size());
        image.call(c -> c.upload(from, area));
        offset += pixels.byteSize();
      }
    }
  }

  private void planProcessedCounts() {
    begin("processed histogram");
    for (int i = 0; i < images.size(); i++) {
      Image planes = images.get(i);
      DevicePlane result = planes.current;
      Size bins = RunCounts.bins(result.element().pixelType());
      DevicePlane counts = plan.image(i).plane(Element.S32, bins);
      planes.processedCounts = counts;
      plan.image(i).call(c -> c.histogram(result, counts));
    }
  }

  private void planDownloads() throws CudaException {
    begin("download");
    for (int i = 0; i < images.size(); i++) {
      DevicePlane result = images.get(i).current;
      PixelType type = result.element().pixelType();
      HostBlock block = slots.get(i).output.ensure(calls, HostImage.bytesFor(type, result.size()));
      HostPlane to = new HostPlane(block, result.element(), result.size());
      plan.image(i).call(Kind.DOWNLOAD, c -> c.download(result, to));
    }
  }

  /** Puts all on the stream. */
  void put() throws CudaException {
    plan.put(calls);
  }

  /** Puts the uploads on the stream. */
  void upload() throws CudaException {
    plan.put(calls, EnumSet.of(Kind.UPLOAD));
  }

  /**
   * Puts the histograms and stages on the stream, of what was uploaded; may be repeated.
   *
   * @throws DeviceException if OpenCV refuses an image
   */
  void compute() throws CudaException, DeviceException {
    plan.put(calls, EnumSet.of(Kind.COMPUTE));
    Optional<LaneResult.Failed> failed = plan.anyFailure();
    if (failed.isPresent()) {
      throw new DeviceException(failed.get().stage() + ": " + failed.get().reason());
    }
  }

  /** Waits, and tells what became of each image. Nothing is counted yet. */
  List<LaneResult> finish() throws CudaException, DeviceException {
    calls.await();
    clock.read(calls, images.size());
    List<LaneResult> results = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      LaneResult.Failed failed = plan.failure(i);
      results.add(failed != null ? failed : finish(i));
    }
    return results;
  }

  private LaneResult finish(int number) throws CudaException, DeviceException {
    Image planes = images.get(number);
    OpenCvCudaLane.Slot slot = slots.get(number);
    PixelType type = planes.current.element().pixelType();
    PixelSummary summary = summarize(planes.source, slot);
    boolean counted = slot.counted && !specification.exclusion().excludes(summary);
    Size size = planes.current.size();
    HostBlock block = slot.output.ensure(calls, HostImage.bytesFor(type, size));
    return new LaneResult.Processed(new HostImage(type, size, block.view()), summary, counted);
  }

  /** Adds the images that count to the run's histograms. */
  void count(List<LaneResult> results, RunCounts counts) throws CudaException {
    for (int i = 0; i < images.size(); i++) {
      if (results.get(i) instanceof LaneResult.Processed done && done.counted()) {
        Image planes = images.get(i);
        HostImage pixels = done.pixels();
        counts.add(
            planes.inputCounts,
            done.input(),
            planes.processedCounts,
            pixels.type(),
            pixels.size().area());
      }
    }
  }

  private PixelSummary summarize(HostImage source, OpenCvCudaLane.Slot slot)
      throws CudaException, DeviceException {
    int bins = source.type().maxValue() + 1;
    ByteBuffer histogram = slot.histogram.ensure(calls, (long) bins * Element.S32.bytes()).view();
    long pixels = 0;
    long sum = 0;
    int values = 0;
    for (int value = 0; value < bins; value++) {
      int count = histogram.getInt(value * Element.S32.bytes());
      if (count != 0) {
        pixels += count;
        sum += (long) count * value;
        values++;
      }
    }
    if (pixels != source.size().area()) {
      throw RunCounts.wrongCounts(source.size().area(), pixels);
    }
    return new PixelSummary(source.type(), pixels, sum, values == 1);
  }
}
