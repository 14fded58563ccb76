package dev.xraygpu.device;

/**
 * The device itself failed, so that nothing more can be done on it: not for one bad image. The
 * message says what failed and what to do.
 */
public final class DeviceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What a failure leaves. */
  public enum Kind {
    /** There was no room: less at once may work. */
    OUT_OF_MEMORY,
    /** The work failed for another reason; the device still answers. */
    FAILED,
    /** The device does not answer any more: nothing works on it in this process. */
    LOST
  }

  /** A failure that the device found. */
  public DeviceException(String message) {
    super(message);
    this.kind = Kind.FAILED;
  }

  /** A failure of a known kind that the device found. */
  public DeviceException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** A failure that a library reported. */
  public DeviceException(String message, Throwable cause) {
    this(Kind.FAILED, message, cause);
  }

  /** A failure of a known kind that a library reported. */
  public DeviceException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What it leaves. */
  public Kind kind() {
    return kind;
  }
}
