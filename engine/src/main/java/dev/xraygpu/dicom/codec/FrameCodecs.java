package dev.xraygpu.dicom.codec;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.dicom.TransferSyntax.Compression;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The codecs at hand, in the order of their preference. Thread-safe. */
public final class FrameCodecs {
  private final List<FrameCodec> codecs;

  /** These codecs; of those of one compression, the preferred one is asked first. */
  public FrameCodecs(List<FrameCodec> codecs) {
    this.codecs =
        codecs.stream().sorted(Comparator.comparingInt(FrameCodec::preference).reversed()).toList();
  }

  /** The codecs on the class path. */
  public static FrameCodecs load() {
    return new FrameCodecs(
        ServiceLoader.load(FrameCodec.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /** All codecs, the preferred ones first. */
  public List<FrameCodec> all() {
    return codecs;
  }

  /** The codecs of a compression, the preferred one first. */
  public List<FrameCodec> of(Compression compression) {
    return codecs.stream().filter(codec -> codec.compressions().contains(compression)).toList();
  }

  /**
   * Decompresses a frame with the preferred codec that takes it; with full verification, with all
   * others, too.
   *
   * @throws DecodeException {@link FindingCode#UNSUPPORTED} if no codec takes it; {@link
   *     FindingCode#UNREADABLE} if the codec fails or two disagree, naming them; otherwise as in
   *     {@link FrameCodec#decode}
   */
  public DecodedFrame decode(EncodedFrame frame, DecodeVerification verification)
      throws DecodeException {
    List<FrameCodec> candidates = of(frame.syntax().compression());
    for (int i = 0; i < candidates.size(); i++) {
      DecodedFrame decoded = decode(candidates.get(i), frame);
      if (decoded != null) {
        if (verification == DecodeVerification.FULL) {
          List<FrameCodec> others = new ArrayList<>(candidates.subList(i + 1, candidates.size()));
          compare(candidates.get(i), decoded, others, frame);
        }
        return decoded;
      }
    }
    throw new DecodeException(
        FindingCode.UNSUPPORTED,
        "no codec at hand reads this " + frame.syntax().title() + " with the header's depth");
  }

  private static @Nullable DecodedFrame decode(FrameCodec codec, EncodedFrame frame)
      throws DecodeException {
    try {
      return codec.decode(frame);
    } catch (RuntimeException e) {
      throw new DecodeException(
          FindingCode.UNREADABLE, codec.description() + " failed unexpectedly: " + e);
    }
  }

  private static void compare(
      FrameCodec first, DecodedFrame decoded, List<FrameCodec> others, EncodedFrame frame)
      throws DecodeException {
    for (FrameCodec other : others) {
      DecodedFrame again = decode(other, frame);
      if (again == null) {
        continue;
      }
      int tolerance =
          frame.syntax().lossy() ? Math.max(first.lossyTolerance(), other.lossyTolerance()) : 0;
      String pair = first.description() + " and " + other.description();
      if (again.samples() != decoded.samples() || !again.size().equals(decoded.size())) {
        throw new DecodeException(
            FindingCode.UNREADABLE, "two codecs disagree about the size: " + pair);
      }
      long difference = largestDifference(decoded, again);
      if (difference > tolerance) {
        throw new DecodeException(
            FindingCode.UNREADABLE,
            "two codecs disagree about the pixels by up to " + difference + ": " + pair);
      }
    }
  }

  private static long largestDifference(DecodedFrame a, DecodedFrame b) {
    long largest = 0;
    for (int i = 0; i < a.values().length; i++) {
      int left = a.signed() ? a.values()[i] : a.values()[i] & 0xffff;
      int right = b.signed() ? b.values()[i] : b.values()[i] & 0xffff;
      largest = Math.max(largest, Math.abs((long) left - right));
    }
    return largest;
  }
}
