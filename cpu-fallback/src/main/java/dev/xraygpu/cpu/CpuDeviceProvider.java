package dev.xraygpu.cpu;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceProvider;
import dev.xraygpu.failure.MemoryExhausted;
import java.util.List;

/**
 * The device that every machine has: its processor, through OpenCV. The reference of all others.
 */
public final class CpuDeviceProvider implements DeviceProvider {
  /** The name {@code --device} takes. */
  public static final String NAME = "cpu";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int preference() {
    return 0;
  }

  @Override
  public Availability probe() {
    try {
      return new Availability.Available(List.of(description()));
    } catch (LinkageError | RuntimeException e) {
      return unavailable(e);
    }
  }

  /** Why OpenCV does not load: no natives, no memory for them, or a folder that runs nothing. */
  static Availability.Unavailable unavailable(Throwable failure) {
    Throwable root = root(failure);
    return new Availability.Unavailable(
        "OpenCV's native library cannot be loaded: " + message(root), remedy(root));
  }

  private static String remedy(Throwable root) {
    if (message(root).contains("failed to map segment")) {
      // The loader says the same of both.
      return "Either its folder is mounted noexec: choose another one for native libraries with"
          + " XRAY_GPU_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR. Or it was refused memory: "
          + MemoryExhausted.SYSTEM_REMEDY
          + ".";
    }
    if (MemoryExhausted.isOfSystem(root)) {
      return "It was refused memory: " + MemoryExhausted.SYSTEM_REMEDY + ".";
    }
    if (message(root).contains("Too many open files")) {
      return "Allow more open files at a time: ulimit -n.";
    }
    return "Build on this machine with ./mvnw package, which brings the natives of its platform.";
  }

  @Override
  public Device open(int index) throws DeviceException {
    if (index != 0) {
      throw new DeviceException("device cpu:" + index + " does not exist; there is only cpu");
    }
    try {
      return new CpuDevice(description());
    } catch (LinkageError | RuntimeException e) {
      throw new DeviceException(
          "device cpu: OpenCV's native library cannot be loaded: " + message(root(e)), e);
    }
  }

  private static DeviceDescription description() {
    String hardware =
        System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " threads";
    return new DeviceDescription(NAME, 0, hardware, "OpenCV " + OpenCvLibrary.version());
  }

  // JavaCPP wraps the loader's message twice; the innermost one names the missing library.
  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  private static String message(Throwable root) {
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
