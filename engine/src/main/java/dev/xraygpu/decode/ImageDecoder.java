package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Turns file bytes into gray pixels. Found through {@link java.util.ServiceLoader}; an
 * implementation has a public constructor without parameters that touches no native library.
 * Thread-safe: one instance serves all workers at once.
 */
public interface ImageDecoder {
  /** Formats it decodes. */
  Set<ImageFormat> formats();

  /** Its name and version. */
  String description();

  /**
   * Names and versions of all that may have made its pixels, for {@code pipeline.json}: this
   * decoder, and those that it passes data on to.
   */
  default List<String> libraries() {
    return List.of(description());
  }

  /** Where it stands among the decoders of one format: the highest is asked first. */
  default int preference() {
    return 0;
  }

  /**
   * Whether it follows all compressed data of an image and refuses what is damaged, so that nobody
   * else has to look for damage that leaves pixels behind.
   */
  default boolean findsDamage() {
    return false;
  }

  /**
   * Decodes a whole image.
   *
   * @param file all bytes of the file, a direct buffer from position 0 to its limit; not changed
   * @param header what the probe found in them; its format is one of {@link #formats()}
   * @param target memory for the pixels, with the header's {@linkplain ImageHeader#size() size} and
   *     {@linkplain ImageHeader#pixelType() pixel type}; undefined unless it was decoded
   * @return what became of it; {@link Decoding#LEFT} leaves this variant of the format to the next
   *     decoder
   * @throws DecodeException if the file cannot be decoded, or not to what its header declares
   */
  Decoding decode(ByteBuffer file, ImageHeader header, HostImage target) throws DecodeException;

  /**
   * Counts the {@linkplain ColoredPixel coloured} pixels of an image that has colour channels and
   * was decoded without a fault. It may decode the file once more.
   *
   * @param file all bytes of the file, a direct buffer from position 0 to its limit; not changed
   * @param header what the probe found in them; its format is one of {@link #formats()}
   * @return how many; nothing if this decoder cannot tell
   */
  default OptionalLong coloredPixels(ByteBuffer file, ImageHeader header) {
    return OptionalLong.empty();
  }
}
