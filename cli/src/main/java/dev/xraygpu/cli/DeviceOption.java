package dev.xraygpu.cli;

import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceSelection;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Which device runs the pixel stages. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "NAME[:N]",
      description =
          "auto (default), or one that xray-gpu devices lists; :N picks one of several, :all spreads"
              + " batches over all of them.")
  String name = DeviceSelection.AUTO;

  /** Opens it. */
  DeviceSelection.Chosen open() throws DeviceException {
    return DeviceSelection.load().open(name);
  }

  /** Says which device was chosen where that was left open, and why not another one. */
  static void announce(DeviceSelection.Chosen chosen, PrintWriter err) {
    if (chosen.passedOver().isEmpty() && !chosen.request().equals(DeviceSelection.AUTO)) {
      return;
    }
    DeviceDescription device = chosen.device().description();
    String reasons = chosen.passedOver().isEmpty() ? device.hardware() + "." : "";
    err.println(
        "Device " + device.provider() + "; " + reasons + String.join(" ", chosen.passedOver()));
    err.flush();
  }
}
