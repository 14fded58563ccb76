package dev.xraygpu.dicom.codec;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.TransferSyntax.Compression;
import dev.xraygpu.quality.FindingCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses single frames. Found through {@link java.util.ServiceLoader}; an implementation has
 * a public constructor without parameters that touches no native library. Thread-safe: one instance
 * serves all workers at once.
 *
 * <p>An implementation never brings down the virtual machine, whatever the stream holds: a library
 * that might runs in a process of its own.
 */
public interface FrameCodec {
  /** What it can undo. */
  Set<Compression> compressions();

  /** Its name, for messages and {@code pipeline.json}. */
  String description();

  /** Where it stands among the codecs of one compression: the highest is asked first. */
  default int preference() {
    return 0;
  }

  /**
   * Largest difference of a value from another right codec's, for streams that lose information:
   * standards leave the rounding of transforms open.
   */
  default int lossyTolerance() {
    return 1;
  }

  /**
   * Decompresses a frame.
   *
   * @param frame its stream; the layout's size is within the limits
   * @return its samples, or null if this variant is left to another codec
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the stream ends early, {@link
   *     FindingCode#UNREADABLE} if it is damaged, {@link FindingCode#SIZE_MISMATCH} if it declares
   *     another size than the layout
   */
  @Nullable DecodedFrame decode(EncodedFrame frame) throws DecodeException;
}
