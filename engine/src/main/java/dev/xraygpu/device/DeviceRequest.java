package dev.xraygpu.device;

import java.util.OptionalInt;

/**
 * What {@code --device} asks for.
 *
 * @param text as it was written
 * @param name the provider's name
 * @param which of its devices
 */
record DeviceRequest(String text, String name, Which which) {
  /** Which of a provider's devices. */
  sealed interface Which {}

  /** The first that can be used. */
  record First() implements Which {}

  /** All that can be used. */
  record All() implements Which {}

  /** One of them. */
  record Numbered(int index) implements Which {}

  /**
   * Reads {@code NAME}, {@code NAME:NUMBER} or {@code NAME:all}.
   *
   * @throws DeviceException if it is none of these
   */
  static DeviceRequest parse(String text) throws DeviceException {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new DeviceRequest(text, text, new First());
    }
    String name = text.substring(0, colon);
    String which = text.substring(colon + 1);
    if (which.equals("all")) {
      return new DeviceRequest(text, name, new All());
    }
    OptionalInt index = number(which);
    if (index.isEmpty()) {
      throw new DeviceException("device '" + text + "': expected NAME, NAME:NUMBER or NAME:all");
    }
    return new DeviceRequest(text, name, new Numbered(index.getAsInt()));
  }

  private static OptionalInt number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }
}
