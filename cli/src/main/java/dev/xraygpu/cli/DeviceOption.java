package dev.xraygpu.cli;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceSelection;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which device runs the pixel stages. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "NAME[:N]",
      description = "auto (default), or one that xray-gpu devices lists; :N picks one of several.")
  String name = DeviceSelection.AUTO;

  /** Opens it. */
  DeviceSelection.Chosen open() throws DeviceException {
    return DeviceSelection.load().open(name);
  }

  /** With {@code auto}, says which device it is and why not a faster one. */
  static void announce(DeviceSelection.Chosen chosen, PrintWriter err) {
    if (!chosen.passedOver().isEmpty()) {
      err.printf(
          Locale.ROOT,
          "Device %s; %s%n",
          chosen.device().description().provider(),
          String.join(" ", chosen.passedOver()));
      err.flush();
    }
  }
}
