package dev.xraygpu.gpu.opencv;

import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Interpolation;

/**
 * What one lane asks of OpenCV's CUDA modules: one stream, and what is put on it.
 *
 * <p>All calls but {@link #allocateHost}, {@link #allocateDevice}, {@link #await} and {@link
 * #milliseconds} only put work on the stream, in order, and may return before it is done: host
 * memory that was given to them must not be touched until {@link #await} returns. Results are
 * written into the memory of the target plane; nothing allocates once its sizes were seen.
 *
 * <p>{@link CudaException} is the device's failure, {@link OpenCvRefusal} the image's.
 */
interface LaneCalls extends AutoCloseable {
  /** How the surroundings of a plane are made up. */
  enum Border {
    /** Zeros. */
    BLACK,
    /** The edge repeated. */
    REPLICATE
  }

  /** Takes page-locked host memory. */
  HostBlock allocateHost(long bytes) throws CudaException;

  /** Takes device memory. */
  DeviceBlock allocateDevice(long bytes) throws CudaException;

  /** Host to device. */
  void upload(HostPlane from, DevicePlane to) throws CudaException, OpenCvRefusal;

  /** Device to host. */
  void download(DevicePlane from, HostPlane to) throws CudaException, OpenCvRefusal;

  /** One value everywhere. */
  void fill(DevicePlane plane, int value) throws CudaException, OpenCvRefusal;

  /** A part of a plane into another of its size. */
  void copy(DevicePlane from, Rectangle part, DevicePlane to) throws CudaException, OpenCvRefusal;

  /** {@code cuda::resize}. */
  void resize(DevicePlane from, DevicePlane to, Interpolation interpolation)
      throws CudaException, OpenCvRefusal;

  /**
   * {@code cuda::copyMakeBorder} into a larger plane.
   *
   * @param left columns before the plane's first one
   * @param top rows above it
   */
  void surround(DevicePlane from, DevicePlane to, int left, int top, Border border)
      throws CudaException, OpenCvRefusal;

  /** The smaller or the larger of two planes, element by element; {@code to} may be one of them. */
  void extreme(MinMaxProgram.Kind kind, DevicePlane a, DevicePlane b, DevicePlane to)
      throws CudaException, OpenCvRefusal;

  /** Every pixel times a factor, rounded half to even, as another type. */
  void convert(DevicePlane from, DevicePlane to, double factor) throws CudaException, OpenCvRefusal;

  /** {@code cuda::bilateralFilter}. */
  void bilateral(DevicePlane from, DevicePlane to, BilateralFilter stage)
      throws CudaException, OpenCvRefusal;

  /** {@code cuda::createCLAHE}, one object per lane and stage. */
  void clahe(DevicePlane from, DevicePlane to, Clahe stage) throws CudaException, OpenCvRefusal;

  /**
   * Counts the pixels of each value.
   *
   * @param counts a row of 256 or 65,536 places of {@link Element#S32}
   */
  void histogram(DevicePlane from, DevicePlane counts) throws CudaException, OpenCvRefusal;

  /**
   * Adds counts of one image to those of a run.
   *
   * @param counts {@link Element#S32}
   * @param scratch {@link Element#F64}, of the same size
   * @param sums {@link Element#F64}, of the same size
   */
  void accumulate(DevicePlane counts, DevicePlane scratch, DevicePlane sums)
      throws CudaException, OpenCvRefusal;

  /** Notes the time at which the stream comes here. */
  void mark(int event) throws CudaException;

  /** Waits until all that was put on the stream is done. */
  void await() throws CudaException;

  /** Between two marks that the stream has passed. */
  double milliseconds(int from, int to) throws CudaException;

  /** Gives the stream and all that belongs to it back; waits for what is in flight. */
  @Override
  void close();
}
