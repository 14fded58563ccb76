package dev.xraygpu.cli;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceSelection;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Which device runs the pixel stages. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "NAME[:N]",
      description = "auto (default), or one that xray-gpu devices lists; :N picks one of several.")
  String name = DeviceSelection.AUTO;

  /** Opens it; with {@code auto}, says once which one it is and why not a faster one. */
  Device open(PrintWriter err) throws DeviceException {
    DeviceSelection.Chosen chosen = DeviceSelection.load().open(name);
    if (!chosen.passedOver().isEmpty()) {
      err.printf(
          "Device %s; %s%n",
          chosen.device().description().provider(), String.join(" ", chosen.passedOver()));
      err.flush();
    }
    return chosen.device();
  }
}
