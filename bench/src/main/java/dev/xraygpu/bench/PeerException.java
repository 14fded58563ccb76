package dev.xraygpu.bench;

/** Another program that did not do its work: it is left out, and what else is measured goes on. */
public final class PeerException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A peer without a result.
   *
   * @param peer which one
   * @param why how it ended, in one line
   */
  PeerException(Activity.Setup peer, String why) {
    super(leftOut(peer) + why);
  }

  /** The same with a cause. */
  PeerException(Activity.Setup peer, String why, Throwable cause) {
    super(leftOut(peer) + why, cause);
  }

  private static String leftOut(Activity.Setup peer) {
    return peer.name()
        + " with "
        + peer.threads()
        + (peer.threads() == 1 ? " thread" : " threads")
        + " is left out: ";
  }
}
