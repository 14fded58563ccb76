package dev.xraygpu.decode;

import dev.xraygpu.failure.OneLine;
import dev.xraygpu.quality.FindingCode;

/** A file that is not decoded: for what reason, in the words of a finding. */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FindingCode code;
  private final String remedy;

  /**
   * A refusal.
   *
   * @param code what is wrong
   * @param message what exactly, in one line, without the file's name
   */
  public DecodeException(FindingCode code, String message) {
    this(code, message, code.remedy());
  }

  /**
   * A refusal for which the code's usual remedy is none.
   *
   * @param code what is wrong
   * @param message what exactly, in one line, without the file's name
   * @param remedy what the user can do about it, in one line that ends with a full stop
   */
  public DecodeException(FindingCode code, String message, String remedy) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }

  /** A decoder that stumbled over a file, which must not end a run over a million of them. */
  public static DecodeException unexpected(RuntimeException failure) {
    return new DecodeException(
        FindingCode.UNREADABLE,
        "the decoder failed unexpectedly: " + OneLine.of(failure.toString()));
  }

  /** What the user can do about it, in one line. */
  public String remedy() {
    return remedy;
  }

  /** What is wrong. */
  public FindingCode code() {
    return code;
  }
}
