package dev.xraygpu.device;

/**
 * A kind of device. Found through {@link java.util.ServiceLoader}, so an implementation has a
 * public constructor without parameters that does nothing: no native library is touched before
 * {@link #probe}.
 */
public interface DeviceProvider {
  /** The name that {@code --device} takes: lower case letters and dashes. */
  String name();

  /** Where it stands when the device is chosen automatically: the highest available one wins. */
  int preference();

  /**
   * Looks whether this machine has such a device. Never throws, and never waits for long: whatever
   * goes wrong is an {@link Availability.Unavailable} with its reason. May be called many times and
   * from any thread.
   */
  Availability probe();

  /**
   * Opens one device. The caller closes it.
   *
   * @param index which one of {@link Availability.Available#devices()}, from 0
   * @throws DeviceException if it is not there or cannot be opened
   */
  Device open(int index) throws DeviceException;
}
