package dev.xraygpu.dataset;

import java.io.IOException;

/** A dataset that cannot be read as a whole; the message is one line and says what to do. */
public final class DatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message what is wrong, where, and what to do, in one line
   */
  public DatasetException(String message) {
    super(message);
  }

  /** A refusal with the error behind it. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
