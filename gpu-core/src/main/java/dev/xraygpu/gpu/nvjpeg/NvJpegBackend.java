package dev.xraygpu.gpu.nvjpeg;

/** Who does what of nvJPEG's work. */
public enum NvJpegBackend {
  /** Huffman codes on the host, the rest on the GPU. */
  HYBRID("hybrid"),
  /** All on the GPU's own cores. */
  GPU_HYBRID("GPU hybrid"),
  /** The decoder circuits of some GPUs for data centres; baseline JPEG only. */
  HARDWARE("hardware");

  private final String title;

  NvJpegBackend(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }
}
