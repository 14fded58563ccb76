package dev.xraygpu.decode;

import java.util.List;

/**
 * What a decode found out beside the pixels.
 *
 * @param blackPadding how many pixels hold no value but padding; they are 0 in the decoded image
 * @param notes what is doubtful about the pixels
 */
public record DecodedFrame(long blackPadding, List<DecodeNote> notes) {
  /** Nothing to say. */
  public static final DecodedFrame PLAIN = new DecodedFrame(0, List.of());

  /** Copies the list. */
  public DecodedFrame {
    notes = List.copyOf(notes);
  }
}
