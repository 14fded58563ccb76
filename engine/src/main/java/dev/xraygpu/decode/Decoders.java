package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.FrameChoice;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;

/** The decoders at hand, in the order of their preference. Thread-safe. */
public final class Decoders {
  private final Map<ImageFormat, List<ImageDecoder>> byFormat = new EnumMap<>(ImageFormat.class);
  private final List<ImageDecoder> all;

  /** These decoders; of those of one format, the preferred one is asked first. */
  public Decoders(List<ImageDecoder> decoders) {
    this.all =
        decoders.stream()
            .sorted(Comparator.comparingInt(ImageDecoder::preference).reversed())
            .toList();
    for (ImageDecoder decoder : all) {
      for (ImageFormat format : decoder.formats()) {
        byFormat.computeIfAbsent(format, f -> new ArrayList<>()).add(decoder);
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

  /** Names and versions of all that may have made an image's pixels. */
  public List<String> libraries() {
    return all.stream().flatMap(decoder -> decoder.libraries().stream()).toList();
  }

  /** The decoders of a format, the preferred one first; empty if there is none. */
  public List<ImageDecoder> of(ImageFormat format) {
    return List.copyOf(byFormat.getOrDefault(format, List.of()));
  }

  /**
   * Reads a file's header; its pixels can be decoded afterwards.
   *
   * @param file all bytes of the file, a direct buffer from position 0 to its limit; not changed
   * @throws DecodeException as {@link HeaderProbe#probe}; {@link FindingCode#UNSUPPORTED} if there
   *     is no frame of the number that was asked for
   */
  public OpenImage open(ByteBuffer file, DecodeRequest request) throws DecodeException {
    request.limits().checkFile(file.limit());
    Optional<ImageFormat> format = HeaderProbe.formatOf(file);
    OpenImage image = null;
    for (ImageDecoder decoder : format.map(this::of).orElse(List.of())) {
      if (image == null && decoder instanceof FrameDecoder frames) {
        image = frames.open(file, request);
      }
    }
    if (image == null) {
      image = new PlainImage(this, file, request);
    }
    requireFrame(request.rendering().frames(), image.frames());
    return image;
  }

  /**
   * Refuses a frame that is not there.
   *
   * @param choice what was asked for
   * @param frames how many the file has
   */
  public static void requireFrame(FrameChoice choice, int frames) throws DecodeException {
    if (choice.only() > frames) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          "there is no frame " + choice.only() + ": the file has " + frames,
          frames == 1
              ? "Leave --frame out, or give 1."
              : "Choose one from 1 to " + frames + " with --frame.");
    }
  }

  /**
   * Checks and decodes a whole image.
   *
   * @param file all bytes of the file, a direct buffer from position 0 to its limit; not changed
   * @param header what {@link HeaderProbe} found in them
   * @param target memory for the pixels, of the header's size and pixel type; undefined if this
   *     throws
   * @param verification how thoroughly the entropy-coded data of a JPEG is verified
   * @return how many pixels are {@linkplain ColoredPixel coloured}, if a decoder can tell
   * @throws DecodeException {@link FindingCode#UNSUPPORTED} if no decoder has the format; {@link
   *     FindingCode#TRUNCATED} if the end of the file or of its pixel data is missing; {@link
   *     FindingCode#UNREADABLE} if it is damaged otherwise
   * @throws IllegalArgumentException if the target is not of the header's size and pixel type
   */
  public OptionalLong decode(
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
    List<ImageDecoder> candidates = byFormat.getOrDefault(header.format(), List.of());
    if (candidates.isEmpty()) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, header.format().title() + " has no decoder");
    }
    boolean checked = false;
    for (int i = 0; i < candidates.size(); i++) {
      ImageDecoder candidate = candidates.get(i);
      List<ImageDecoder> rest = candidates.subList(i + 1, candidates.size());
      if (!candidate.findsDamage() && !checked) {
        IntegrityCheck.check(file, header);
        checked = true;
      }
      Decoding decoding = candidate.decode(file, header, target);
      if (decoding.done()) {
        if (verification == DecodeVerification.FULL) {
          compareWithOthers(rest, file, header, target);
        }
        if (!header.color()) {
          return OptionalLong.of(0);
        }
        return decoding.colored().isPresent()
            ? decoding.colored()
            : coloredPixels(candidates, file, header);
      }
    }
    throw new DecodeException(
        FindingCode.UNSUPPORTED,
        "no decoder handles this " + header.format().title() + ": " + header.detail());
  }

  private static OptionalLong coloredPixels(
      List<ImageDecoder> decoders, ByteBuffer file, ImageHeader header) {
    return decoders.stream()
        .map(decoder -> decoder.coloredPixels(file, header))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private static void compareWithOthers(
      List<ImageDecoder> others, ByteBuffer file, ImageHeader header, HostImage decoded)
      throws DecodeException {
    for (ImageDecoder other : others) {
      HostImage again = HostImage.allocate(header.pixelType(), header.size());
      if (other.decode(file, header, again).done() && !again.bytes().equals(decoded.bytes())) {
        throw new DecodeException(
            FindingCode.UNREADABLE,
            "two decoders disagree about the pixels; " + other.description() + " is one of them");
      }
    }
  }
}
