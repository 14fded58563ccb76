package dev.xraygpu.gpu.nvjpeg;

/**
 * The calls of nvJPEG that this program makes. Handles and addresses are plain numbers. A CUDA
 * context is current on the calling thread.
 */
interface NvJpegCalls {
  /**
   * Images that are decoded together, to their luma alone.
   *
   * @param sources host addresses of encoded images
   * @param lengths bytes of each
   * @param targets device addresses that receive the pixels
   * @param pitches bytes from one row of pixels to the next
   */
  record Batch(long[] sources, long[] lengths, long[] targets, int[] pitches) {}

  /** Opens the library for one back end. */
  long create(NvJpegBackend backend) throws NvJpegException;

  /** Closes it. */
  void destroy(long library);

  /** What decoding keeps from call to call. */
  long createState(long library) throws NvJpegException;

  /** Gives it back. */
  void destroyState(long state);

  /** From now on, batches have that many images. */
  void initialize(long library, long state, int images) throws NvJpegException;

  /** Decodes, in the stream's order. */
  void decode(long library, long state, Batch batch, long stream) throws NvJpegException;
}
