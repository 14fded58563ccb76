package dev.xraygpu.device;

import java.util.List;

/** What a provider found out about this machine. */
public sealed interface Availability {
  /**
   * It can be opened.
   *
   * @param devices what there is, in the provider's order; {@code NAME:0} names the first
   */
  record Available(List<DeviceDescription> devices) implements Availability {
    /** Refuses an empty list: that would be unavailable, with a reason. */
    public Available {
      devices = List.copyOf(devices);
      if (devices.isEmpty()) {
        throw new IllegalArgumentException("available, but no device");
      }
    }
  }

  /**
   * It cannot be opened.
   *
   * @param reason what is missing, in one line
   * @param remedy what the user can do about it, in one line
   */
  record Unavailable(String reason, String remedy) implements Availability {}
}
