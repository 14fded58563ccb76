package dev.xraygpu.device;

/**
 * The device itself failed, so that nothing more can be done on it: not for one bad image. The
 * message says what failed and what to do.
 */
public final class DeviceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure that the device found. */
  public DeviceException(String message) {
    super(message);
  }

  /** A failure that a library reported. */
  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
