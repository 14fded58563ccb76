package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** The decoders at hand, one for each format. Thread-safe. */
public final class Decoders {
  private final Map<ImageFormat, ImageDecoder> byFormat = new EnumMap<>(ImageFormat.class);
  private final List<ImageDecoder> all;

  /** These decoders; where two have a format, the first one decodes it. */
  public Decoders(List<ImageDecoder> decoders) {
    this.all = List.copyOf(decoders);
    for (ImageDecoder decoder : decoders) {
      for (ImageFormat format : decoder.formats()) {
        byFormat.putIfAbsent(format, decoder);
      }
    }
  }

  /** The decoders on the class path. */
  public static Decoders load() {
    return new Decoders(
        ServiceLoader.load(ImageDecoder.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /** All decoders, in the order of preference. */
  public List<ImageDecoder> all() {
    return all;
  }

  /** Formats that can be decoded. */
  public Set<ImageFormat> formats() {
    return Set.copyOf(byFormat.keySet());
  }

  /** The decoder of a format, if there is one. */
  public Optional<ImageDecoder> forFormat(ImageFormat format) {
    return Optional.ofNullable(byFormat.get(format));
  }

  /**
   * Checks and decodes a whole image.
   *
   * @param file all bytes of the file, a direct buffer from position 0 to its limit; not changed
   * @param header what {@link HeaderProbe} found in them
   * @param target memory for the pixels, of the header's size and pixel type; undefined if this
   *     throws
   * @param verification how thoroughly the entropy-coded data of a JPEG is verified
   * @throws DecodeException {@link FindingCode#UNSUPPORTED} if no decoder has the format; {@link
   *     FindingCode#TRUNCATED} if the end of the file or of its pixel data is missing; {@link
   *     FindingCode#UNREADABLE} if it is damaged otherwise
   * @throws IllegalArgumentException if the target is not of the header's size and pixel type
   */
  public void decode(
      ByteBuffer file, ImageHeader header, HostImage target, DecodeVerification verification)
      throws DecodeException {
    if (!target.size().equals(header.size()) || target.type() != header.pixelType()) {
      throw new IllegalArgumentException(
          "the target is "
              + target.size()
              + " of "
              + target.type()
              + ", the image "
              + header.size()
              + " of "
              + header.pixelType());
    }
    ImageDecoder decoder = byFormat.get(header.format());
    if (decoder == null) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          header.format().title() + " has no decoder; there are decoders for " + formats());
    }
    if (header.format() != ImageFormat.JPEG) {
      IntegrityCheck.check(file, header);
      decoder.decode(file, header, target);
      return;
    }
    JpegStructure structure = JpegStructure.check(file);
    boolean before =
        verification == DecodeVerification.FULL
            || structure.frame().progressive()
            || structure.frame().components().size() == 4;
    if (before) {
      JpegEntropyCheck.check(file).throwIfDamaged();
    }
    decoder.decode(file, header, target);
    if (!before && JpegCornerBlock.isFlatGray(target, header.orientation())) {
      JpegEntropyCheck.check(file).throwIfDamaged();
    }
  }
}
