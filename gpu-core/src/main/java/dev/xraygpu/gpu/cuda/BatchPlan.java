package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.DeviceMemory;
import dev.xraygpu.gpu.driver.GpuEvent;
import dev.xraygpu.gpu.driver.GpuStream;
import dev.xraygpu.gpu.driver.LaunchShape;
import dev.xraygpu.gpu.driver.PinnedMemory;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a GPU is to do for one batch, in order. Stages add to it on the host; then all of it goes on
 * the lane's stream, and nothing waits in between.
 */
final class BatchPlan {
  private static final long PAGE_BYTES = 256 << 10;

  private final Arena<PinnedMemory> hostMemory;
  private final Arena<DeviceMemory> deviceMemory;
  private final Kernels kernels;
  private final MemoryLayout layout;
  private final List<Page> pages = new ArrayList<>();
  private final BatchClock clock;
  private final GpuEvent start;
  private final List<Step> uploads = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Step> downloads = new ArrayList<>();

  BatchPlan(
      Arena<PinnedMemory> hostMemory,
      Arena<DeviceMemory> deviceMemory,
      Kernels kernels,
      BatchClock clock,
      MemoryLayout layout)
      throws CudaDriverException {
    this.clock = clock;
    this.start = clock.start();
    this.hostMemory = hostMemory;
    this.deviceMemory = deviceMemory;
    this.kernels = kernels;
    this.layout = layout;
  }

  private interface Step {
    void enqueue(GpuStream stream) throws CudaDriverException;
  }

  /** Notes when the stream comes there. */
  private record Mark(GpuEvent event) implements Step {
    @Override
    public void enqueue(GpuStream stream) throws CudaDriverException {
      stream.record(event);
    }
  }

  /**
   * Memory that the host fills now and kernels read later.
   *
   * @param bytes what to fill, little-endian, from index 0
   * @param address where it will be on the device
   */
  record Section(ByteBuffer bytes, long address) {}

  /** Sections that are copied together. */
  private static final class Page {
    final Arena.Slice<PinnedMemory> host;
    final Arena.Slice<DeviceMemory> device;
    long used;

    Page(Arena.Slice<PinnedMemory> host, Arena.Slice<DeviceMemory> device) {
      this.host = host;
      this.device = device;
    }
  }

  /** Memory for tasks and tables. */
  Section section(long bytes) throws CudaDriverException {
    long rounded = (bytes + 15) / 16 * 16;
    boolean shared = layout == MemoryLayout.SHARED_BLOCKS;
    Page page = pages.isEmpty() ? null : pages.get(pages.size() - 1);
    if (page == null || !shared || rounded > page.host.bytes() - page.used) {
      long size = shared ? Math.max(PAGE_BYTES, rounded) : bytes;
      page = new Page(hostMemory.allocate(size), deviceMemory.allocate(size));
      pages.add(page);
    }
    Section section =
        new Section(
            page.host.block().view(page.host.offset() + page.used, bytes),
            page.device.address() + page.used);
    page.used += shared ? rounded : bytes;
    return section;
  }

  /** Device memory for an image. */
  Plane plane(PixelType type, Size size) throws CudaDriverException {
    return Plane.whole(scratch(size.area() * type.bytes()), size, type);
  }

  /** Device memory whose content is undefined. */
  long scratch(long bytes) throws CudaDriverException {
    return deviceMemory.allocate(bytes).address();
  }

  /** Page-locked host memory that results are copied to. */
  Arena.Slice<PinnedMemory> results(long bytes) throws CudaDriverException {
    return hostMemory.allocate(bytes);
  }

  /** Copies page-locked memory to the device, before all kernels. */
  void upload(long target, long source, long bytes) {
    uploads.add(stream -> stream.copyToDevice(target, source, bytes));
  }

  /** Copies device memory to page-locked memory, after all kernels. */
  void download(long target, long source, long bytes) {
    downloads.add(stream -> stream.copyToHost(target, source, bytes));
  }

  /** Sets device memory to zero. */
  void zero(long address, long bytes) throws CudaDriverException {
    steps.add(stream -> stream.fill(address, (byte) 0, bytes));
    endOfKernel("memset", 1, new MemoryTraffic(0, bytes));
  }

  /**
   * Starts a kernel on tasks.
   *
   * @param traffic what it moves, as the comment of its source counts it, without the tasks
   */
  void launch(Kernel kernel, LaunchShape shape, Section tasks, MemoryTraffic traffic)
      throws CudaDriverException {
    long function = kernels.function(kernel);
    steps.add(stream -> stream.launch(function, shape, tasks.address()));
    MemoryTraffic ofTasks = new MemoryTraffic(tasks.bytes().capacity(), 0);
    endOfKernel(kernel.entry(), shape.gridZ(), traffic.plus(ofTasks));
  }

  private void endOfKernel(String kernel, long images, MemoryTraffic traffic)
      throws CudaDriverException {
    if (clock.detail() == BatchClock.Detail.KERNELS) {
      steps.add(new Mark(clock.end(kernel, images, traffic)));
    }
  }

  /** Notes that the kernels since the last step, or the copies to the device, are that step. */
  void endOf(String step) throws CudaDriverException {
    steps.add(new Mark(clock.end(step)));
  }

  /** Puts everything on a stream. */
  void enqueue(GpuStream stream) throws CudaDriverException {
    GpuEvent end = clock.end("download");
    stream.record(start);
    upload(stream);
    for (List<Step> part : List.of(steps, downloads)) {
      for (Step step : part) {
        step.enqueue(stream);
      }
    }
    stream.record(end);
  }

  /** Puts the copies to the device on a stream alone. */
  void upload(GpuStream stream) throws CudaDriverException {
    for (Page page : pages) {
      stream.copyToDevice(page.device.address(), page.host.address(), page.used);
    }
    for (Step step : uploads) {
      step.enqueue(stream);
    }
  }

  /** Puts the kernels on a stream alone; may be repeated. Nothing is timed. */
  void compute(GpuStream stream) throws CudaDriverException {
    for (Step step : steps) {
      if (!(step instanceof Mark)) {
        step.enqueue(stream);
      }
    }
  }
}
