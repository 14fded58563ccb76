package dev.xraygpu.bench;

/**
 * What one go over a dataset processed.
 *
 * @param images files that were read, decoded or processed
 * @param pixels decoded pixels; 0 where nothing was decoded
 * @param bytes of the files; 0 where none was read
 */
public record Work(long images, long pixels, long bytes) {
  /** Nothing yet. */
  static final Work NONE = new Work(0, 0, 0);

  /** Both together. */
  Work plus(Work other) {
    return new Work(images + other.images, pixels + other.pixels, bytes + other.bytes);
  }
}
