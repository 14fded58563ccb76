package dev.xraygpu.device;

/** How a device's failure ends a run: what failed, what is kept, what to do. */
final class DeviceFailures {
  private static final String KEPT =
      " What was finished is kept: preprocess --resume goes on from there";

  private DeviceFailures() {}

  /** Nothing works on it any more. */
  static DeviceException lost(DeviceDescription device, DeviceException cause) {
    return new DeviceException(
        DeviceException.Kind.LOST,
        name(device)
            + " does not answer any more: "
            + sentence(device, cause)
            + KEPT
            + ", after a look at nvidia-smi and the system's log, or with another --device.",
        cause);
  }

  /** A batch failed, and so did its parts, down to one image. */
  static DeviceException evenAlone(
      DeviceDescription device, int batch, String image, DeviceException cause) {
    String attempt =
        batch == 1 ? "failed on " + image : "failed on a batch of " + batch + ", and on " + image;
    String remedy =
        cause.kind() == DeviceException.Kind.OUT_OF_MEMORY
            ? ", with fewer --threads, a smaller --max-pixels, or after other programs have ended."
            : ", or with another --device.";
    return new DeviceException(
        cause.kind(),
        name(device)
            + " "
            + attempt
            + (batch == 1 ? ": " : " alone: ")
            + sentence(device, cause)
            + KEPT
            + remedy,
        cause);
  }

  private static String name(DeviceDescription device) {
    return "device " + device.provider() + ":" + device.index();
  }

  /** Without the device's name in front, which the sentence has already. */
  private static String sentence(DeviceDescription device, DeviceException cause) {
    String message = String.valueOf(cause.getMessage());
    String prefix = name(device) + ": ";
    String what = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return what.endsWith(".") ? what : what + ".";
  }
}
