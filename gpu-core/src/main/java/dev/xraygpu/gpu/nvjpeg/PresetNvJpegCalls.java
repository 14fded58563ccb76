package dev.xraygpu.gpu.nvjpeg;

import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.nvjpeg;
import org.bytedeco.cuda.nvjpeg.nvjpegDevAllocator_t;
import org.bytedeco.cuda.nvjpeg.nvjpegHandle;
import org.bytedeco.cuda.nvjpeg.nvjpegImage_t;
import org.bytedeco.cuda.nvjpeg.nvjpegJpegState;
import org.bytedeco.cuda.nvjpeg.nvjpegPinnedAllocator_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** nvJPEG through the CUDA preset's binding. */
final class PresetNvJpegCalls implements NvJpegCalls {
  private static final int HOST_THREADS = 1;
  private static final int NO_FLAGS = 0;

  /**
   * Loads the binding.
   *
   * @throws LinkageError if nvJPEG is not on this machine
   */
  static PresetNvJpegCalls load() {
    Loader.load(nvjpeg.class);
    return new PresetNvJpegCalls();
  }

  private PresetNvJpegCalls() {}

  private static int number(NvJpegBackend backend) {
    return switch (backend) {
      case HYBRID -> nvjpeg.NVJPEG_BACKEND_HYBRID;
      case GPU_HYBRID -> nvjpeg.NVJPEG_BACKEND_GPU_HYBRID;
      case HARDWARE -> nvjpeg.NVJPEG_BACKEND_HARDWARE;
    };
  }

  @Override
  public long create(NvJpegBackend backend) throws NvJpegException {
    try (nvjpegHandle handle = new nvjpegHandle();
        nvjpegDevAllocator_t ownDevice = new nvjpegDevAllocator_t((Pointer) null);
        nvjpegPinnedAllocator_t ownPinned = new nvjpegPinnedAllocator_t((Pointer) null)) {
      check(
          "nvjpegCreateEx",
          nvjpeg.nvjpegCreateEx(number(backend), ownDevice, ownPinned, NO_FLAGS, handle));
      return handle.address();
    }
  }

  @Override
  public void destroy(long library) {
    // What it returns no longer matters to anybody.
    int unused = nvjpeg.nvjpegDestroy(new nvjpegHandle(at(library)));
  }

  @Override
  public long createState(long library) throws NvJpegException {
    try (nvjpegJpegState state = new nvjpegJpegState()) {
      check(
          "nvjpegJpegStateCreate",
          nvjpeg.nvjpegJpegStateCreate(new nvjpegHandle(at(library)), state));
      return state.address();
    }
  }

  @Override
  public void destroyState(long state) {
    int unused = nvjpeg.nvjpegJpegStateDestroy(new nvjpegJpegState(at(state)));
  }

  @Override
  public void initialize(long library, long state, int images) throws NvJpegException {
    check(
        "nvjpegDecodeBatchedInitialize",
        nvjpeg.nvjpegDecodeBatchedInitialize(
            new nvjpegHandle(at(library)),
            new nvjpegJpegState(at(state)),
            images,
            HOST_THREADS,
            nvjpeg.NVJPEG_OUTPUT_Y));
  }

  @Override
  public void decode(long library, long state, Batch batch, long stream) throws NvJpegException {
    int images = batch.sources().length;
    try (PointerPointer<Pointer> sources = new PointerPointer<>(images);
        SizeTPointer lengths = new SizeTPointer(images);
        nvjpegImage_t targets = new nvjpegImage_t(images)) {
      for (int i = 0; i < images; i++) {
        sources.put(i, at(batch.sources()[i]));
        lengths.put(i, batch.lengths()[i]);
        nvjpegImage_t target = targets.getPointer(i);
        target.channel(0, new BytePointer(at(batch.targets()[i])));
        target.pitch(0, batch.pitches()[i]);
      }
      check(
          "nvjpegDecodeBatched",
          nvjpeg.nvjpegDecodeBatched(
              new nvjpegHandle(at(library)),
              new nvjpegJpegState(at(state)),
              sources,
              lengths,
              targets,
              new CUstream_st(at(stream))));
    }
  }

  private static void check(String call, int code) throws NvJpegException {
    if (code != nvjpeg.NVJPEG_STATUS_SUCCESS) {
      throw new NvJpegException(call, code);
    }
  }

  private static Pointer at(long address) {
    return new Address(address);
  }

  /** A pointer to a given address that owns nothing. */
  private static final class Address extends Pointer {
    Address(long address) {
      this.address = address;
    }
  }
}
