package dev.xraygpu.device;

import java.util.List;

/** Whether a provider's devices can be opened on this machine. */
public sealed interface Availability {
  /**
   * They can.
   *
   * @param devices at least one, in the order of their {@linkplain DeviceDescription#index()
   *     numbers}, which may have gaps
   * @param unusable the others that the provider found, which cannot be opened
   */
  record Available(List<DeviceDescription> devices, List<Unusable> unusable)
      implements Availability {
    /** Refuses an empty list: that would be unavailable, with a reason. */
    public Available {
      devices = List.copyOf(devices);
      unusable = List.copyOf(unusable);
      if (devices.isEmpty()) {
        throw new IllegalArgumentException("available, but no device");
      }
    }

    /** All that were found can be opened. */
    public Available(List<DeviceDescription> devices) {
      this(devices, List.of());
    }
  }

  /**
   * One of a provider's devices that cannot be opened, while others can.
   *
   * @param index its number
   * @param hardware what it is
   * @param reason what is wrong with it, in one line
   * @param remedy what the user can do about it, in one line
   */
  record Unusable(int index, String hardware, String reason, String remedy) {}

  /**
   * None can be opened.
   *
   * @param reason what is missing, in one line
   * @param remedy what the user can do about it, in one line
   */
  record Unavailable(String reason, String remedy) implements Availability {
    /**
     * What is not available, why, and what to do, in one line.
     *
     * @param who such as {@code device cuda is}
     */
    public String describe(String who) {
      return who + " not available: " + reason + ". " + remedy;
    }
  }
}
