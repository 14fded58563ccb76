package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import java.util.List;
import java.util.Map;

/**
 * A file whose header was read, and whose frames can be decoded one after the other; valid as long
 * as the file's bytes are. Not thread-safe.
 */
public interface OpenImage {
  /** Size, pixel type and so on of each frame, after the rendering that was asked for. */
  ImageHeader header();

  /** How many frames the file has, at least 1. */
  default int frames() {
    return 1;
  }

  /** What is doubtful about the file by its header alone. */
  default List<DecodeNote> notes() {
    return List.of();
  }

  /**
   * What a frame's header says of how it was taken, by the name of the manifest's column (one of
   * {@link AcquisitionColumns#NAMES}); what is unknown is left out. Nothing in it identifies a
   * person. After the frame was decoded, it says what was shown in fact.
   *
   * @param frame from 1
   */
  default Map<String, String> acquisition(int frame) {
    return Map.of();
  }

  /** Whom it shows, as far as the file itself says. */
  default PatientIdentity patient() {
    return PatientIdentity.NONE;
  }

  /**
   * Decodes a frame.
   *
   * @param frame from 1
   * @param target memory for the pixels, of the header's size and pixel type; undefined if this
   *     throws
   * @throws DecodeException if it cannot be decoded, as {@link Decoders#decode} says
   */
  DecodedFrame decode(int frame, HostImage target) throws DecodeException;
}
