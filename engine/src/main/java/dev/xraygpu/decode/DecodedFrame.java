package dev.xraygpu.decode;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a decode found out beside the pixels.
 *
 * @param blackPadding how many pixels hold no value but padding; they are 0 in the decoded image
 * @param colored how many pixels are {@linkplain ColoredPixel coloured}, if it could be told
 * @param notes what is doubtful about the pixels
 */
public record DecodedFrame(long blackPadding, OptionalLong colored, List<DecodeNote> notes) {
  /** Gray, and nothing to say. */
  public static final DecodedFrame PLAIN = new DecodedFrame(0, OptionalLong.of(0), List.of());

  /** Copies the list. */
  public DecodedFrame {
    notes = List.copyOf(notes);
  }
}
