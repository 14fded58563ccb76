package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;

/** A file that is not decoded: for what reason, in the words of a finding. */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FindingCode code;

  /**
   * A refusal.
   *
   * @param code what is wrong
   * @param message what exactly, in one line, without the file's name
   */
  public DecodeException(FindingCode code, String message) {
    super(message);
    this.code = code;
  }

  /** What is wrong. */
  public FindingCode code() {
    return code;
  }
}
