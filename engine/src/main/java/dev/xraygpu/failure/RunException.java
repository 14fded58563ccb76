package dev.xraygpu.failure;

/** A run that cannot go on. The message is one line for the user: what failed and what to do. */
public final class RunException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean resumable;

  /** A run that refuses to start or stops by its own rules. */
  public RunException(String message) {
    super(message);
    this.resumable = false;
  }

  /** A run that was stopped by something else. */
  public RunException(String message, Throwable cause) {
    super(message, cause);
    this.resumable = true;
  }

  /** Whether the same run may come further another time, because something else stopped it. */
  public boolean resumable() {
    return resumable;
  }
}
