package dev.xraygpu.bench;

/** Another program that did not do its work: it is left out, and what else is measured goes on. */
public final class PeerException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A peer without a result.
   *
   * @param message which one and how it ended, in one line
   */
  public PeerException(String message) {
    super(message);
  }

  /** The same with a cause. */
  public PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
