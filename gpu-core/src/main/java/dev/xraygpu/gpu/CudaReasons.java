package dev.xraygpu.gpu;

import dev.xraygpu.device.Availability.Unavailable;

/** What keeps a CUDA device from being opened, in one line, and what to do about it in another. */
public final class CudaReasons {
  static final Unavailable NO_DEVICE =
      new Unavailable(
          "the NVIDIA driver is there, but no GPU that this process may use",
          "Look at nvidia-smi and at CUDA_VISIBLE_DEVICES (in a container, start it with --gpus"
              + " all), or use --device cpu.");

  private CudaReasons() {}

  static Unavailable noSuchDevice(String provider, int gpu, int count) {
    return new Unavailable(
        "there is no GPU " + gpu + ": this process may use " + count + ", numbered from 0",
        "Take " + provider + ":0, look at CUDA_VISIBLE_DEVICES, or use --device cpu.");
  }

  static Unavailable driverTooOld(int version, int needed) {
    return new Unavailable(
        version == 0
            ? "no NVIDIA driver is running: its library is there, its kernel module is not"
            : "the NVIDIA driver is too old: it knows CUDA "
                + version(version)
                + ", and "
                + version(needed)
                + " is needed",
        "Install NVIDIA's driver 580 or newer and restart, or use --device cpu.");
  }

  static Unavailable ofFailure(CudaException failure) {
    String told = String.valueOf(failure.getMessage());
    return switch (failure.code()) {
      case 34 ->
          new Unavailable(
              "no NVIDIA driver: the driver's library that was found is the toolkit's stub",
              "Take the folder \"stubs\" out of LD_LIBRARY_PATH, or use --device cpu.");
      case 35, 803, 804 ->
          new Unavailable(
              "the NVIDIA driver is too old or does not match its library: " + told,
              "Install NVIDIA's driver 580 or newer and restart, or use --device cpu.");
      case 100, 101 -> NO_DEVICE;
      case 2 ->
          new Unavailable(
              "out of memory: there is no room for a context (" + told + ")",
              "End other programs on this GPU (nvidia-smi lists them), pick another one with :N, or"
                  + " use --device cpu.");
      case 46, 216 ->
          new Unavailable(
              "the GPU is in use by another process alone: " + told,
              "End that process, or set the compute mode with nvidia-smi -c DEFAULT, or use"
                  + " --device cpu.");
      case 802 ->
          new Unavailable(
              "the GPU is not ready: " + told,
              "Start NVIDIA's fabric manager (systemctl start nvidia-fabricmanager), or use --device"
                  + " cpu.");
      default ->
          new Unavailable(
              "CUDA does not start: " + told,
              "See whether nvidia-smi works and restart the machine if it does not, or use --device"
                  + " cpu.");
    };
  }

  static String version(int number) {
    return number / 1000 + "." + number % 1000 / 10;
  }

  /** The message of the first cause, which names what is missing. */
  public static String innermost(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
