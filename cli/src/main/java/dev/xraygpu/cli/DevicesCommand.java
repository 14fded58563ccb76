package dev.xraygpu.cli;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.run.JsonText;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What this machine can run on. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists each device, or why it is not available and what to do.")
final class DevicesCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  DevicesCommand() {}

  @Override
  public Integer call() {
    Map<String, Availability> found = DeviceSelection.load().probeAll();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(JsonText.pretty(toTree(found)));
    } else {
      found.forEach((name, availability) -> print(out, name, availability));
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, String name, Availability availability) {
    if (availability instanceof Availability.Available available) {
      boolean single = available.devices().size() + available.unusable().size() == 1;
      for (DeviceDescription device : available.devices()) {
        String selector = single ? name : name + ":" + device.index();
        out.printf(
            Locale.ROOT,
            "%-14s available    %s; %s%n",
            selector,
            device.hardware(),
            device.software());
      }
      for (Availability.Unusable device : available.unusable()) {
        out.printf(
            Locale.ROOT,
            "%-14s unavailable  %s: %s. %s%n",
            name + ":" + device.index(),
            device.hardware(),
            device.reason(),
            device.remedy());
      }
    } else if (availability instanceof Availability.Unavailable unavailable) {
      out.printf(
          Locale.ROOT,
          "%-14s unavailable  %s. %s%n",
          name,
          unavailable.reason(),
          unavailable.remedy());
    }
  }

  private static ObjectNode toTree(Map<String, Availability> found) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ArrayNode list = root.putArray("devices");
    found.forEach(
        (name, availability) -> {
          if (availability instanceof Availability.Available available) {
            for (DeviceDescription device : available.devices()) {
              ObjectNode node = list.addObject();
              node.put("name", name);
              node.put("available", true);
              node.put("index", device.index());
              node.put("hardware", device.hardware());
              node.put("software", device.software());
            }
            for (Availability.Unusable device : available.unusable()) {
              ObjectNode node = list.addObject();
              node.put("name", name);
              node.put("available", false);
              node.put("index", device.index());
              node.put("hardware", device.hardware());
              node.put("reason", device.reason());
              node.put("remedy", device.remedy());
            }
          } else if (availability instanceof Availability.Unavailable unavailable) {
            ObjectNode node = list.addObject();
            node.put("name", name);
            node.put("available", false);
            node.put("reason", unavailable.reason());
            node.put("remedy", unavailable.remedy());
          }
        });
    return root;
  }
}
