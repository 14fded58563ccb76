package dev.xraygpu.cli;

import dev.xraygpu.bench.BenchmarkedDevice;
import dev.xraygpu.bench.DeviceSummary;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.DeviceSelection;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The devices that {@code bench} measures, open. */
final class BenchDevices implements AutoCloseable {
  private final List<BenchmarkedDevice> opened = new ArrayList<>();

  /**
   * Opens devices.
   *
   * @param requests as {@code --devices} lists them
   * @param err is told which were chosen where that was left open
   * @throws DeviceException if one is not available or named twice; none is open then
   */
  static BenchDevices open(List<String> requests, PrintWriter err) throws DeviceException {
    return open(DeviceSelection.load(), requests, err);
  }

  /** The same among other devices than this machine's. */
  static BenchDevices open(DeviceSelection selection, List<String> requests, PrintWriter err)
      throws DeviceException {
    List<DeviceSelection.Chosen> all = selection.openAll(requests);
    try {
      BenchDevices devices = new BenchDevices();
      for (DeviceSelection.Chosen chosen : all) {
        devices.add(chosen);
        DeviceOption.announce(chosen, err);
      }
      devices.requireEachOnce(requests);
      return devices;
    } catch (DeviceException | RuntimeException | Error e) {
      // All, not only those that were added: the failure may lie between them. Libraries of
      // devices fail with errors, too.
      all.forEach(chosen -> chosen.device().close());
      throw e;
    }
  }

  private void add(DeviceSelection.Chosen chosen) {
    boolean auto = chosen.request().equals(DeviceSelection.AUTO);
    String name = auto ? chosen.device().description().provider() : chosen.request();
    opened.add(new BenchmarkedDevice(name, chosen.device()));
  }

  private void requireEachOnce(List<String> requests) throws DeviceException {
    List<String> names = opened.stream().map(BenchmarkedDevice::name).toList();
    for (String name : names) {
      if (Collections.frequency(names, name) > 1) {
        throw new DeviceException(
            "--devices "
                + String.join(",", requests)
                + " has device "
                + name
                + " twice; name it once");
      }
    }
  }

  /** All of them. */
  List<BenchmarkedDevice> all() {
    return opened;
  }

  /** What tells about their work from now on, by name, of those that have it. */
  Map<String, DeviceMeter> meters() {
    Map<String, DeviceMeter> meters = new LinkedHashMap<>();
    for (BenchmarkedDevice each : opened) {
      each.device().meter().ifPresent(meter -> meters.put(each.name(), meter));
    }
    return meters;
  }

  /**
   * What devices are capable of, measured after all else.
   *
   * @param meters theirs, by name
   * @param notes is told of what could not be measured
   */
  static List<DeviceSummary> summaries(Map<String, DeviceMeter> meters, Consumer<String> notes) {
    List<DeviceSummary> summaries = new ArrayList<>();
    meters.forEach(
        (name, meter) -> {
          try {
            summaries.add(DeviceSummary.measure(name, meter));
          } catch (DeviceException e) {
            // What was measured before is worth showing; only the ceiling is not known.
            notes.accept("Rates of copying were not measured: " + e.getMessage());
          }
        });
    return summaries;
  }

  @Override
  public void close() {
    opened.forEach(each -> each.device().close());
  }
}
