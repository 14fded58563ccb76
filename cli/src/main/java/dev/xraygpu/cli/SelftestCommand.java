package dev.xraygpu.cli;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.quality.NumberBesideLimit;
import dev.xraygpu.run.JsonText;
import dev.xraygpu.selftest.Check;
import dev.xraygpu.selftest.CheckResult;
import dev.xraygpu.selftest.DeviceExpectation;
import dev.xraygpu.selftest.Expectation;
import dev.xraygpu.selftest.IndependentArithmetic;
import dev.xraygpu.selftest.SelfTest;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether the devices of this machine compute what they should. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Runs every device of this machine over made-up images, stage by stage: the CPU against"
            + " independent arithmetic, all others against the CPU.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu selftest                        all devices that are there",
      "  xray-gpu selftest --device cuda          this one, or why it is not there",
      "",
      "Exit codes: 0 all passed; 1 a check failed, or the device that was asked for is not there.",
    })
final class SelftestCommand implements Callable<Integer> {
  private static final String CPU = "cpu";

  @Spec CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "NAME[:N]",
      description = "Test this device alone; the default is every device that is available.")
  @Nullable String device;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  SelftestCommand() {}

  @Override
  public Integer call() throws Exception {
    DeviceSelection selection = DeviceSelection.load();
    Map<String, Device> open = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    try {
      // The GPUs first: the CPU device takes OpenCV's library as it finds it.
      if (device == null || device.equals(DeviceSelection.AUTO)) {
        openAll(selection, open, missing);
      } else {
        open.put(device, selection.open(device).device());
      }
      return report(selection, open, missing);
    } finally {
      open.values().forEach(Device::close);
    }
  }

  private static void openAll(
      DeviceSelection selection, Map<String, Device> open, Map<String, String> missing)
      throws DeviceException {
    for (Map.Entry<String, Availability> found : selection.probeAll().entrySet()) {
      String name = found.getKey();
      if (found.getValue() instanceof Availability.Unavailable unavailable) {
        missing.put(name, unavailable.reason() + ". " + unavailable.remedy());
      } else if (found.getValue() instanceof Availability.Available available) {
        for (DeviceDescription one : available.devices()) {
          String request = available.devices().size() == 1 ? name : name + ":" + one.index();
          open.put(request, selection.open(name + ":" + one.index()).device());
        }
        for (Availability.Unusable unusable : available.unusable()) {
          missing.put(
              name + ":" + unusable.index(),
              unusable.hardware() + ": " + unusable.reason() + ". " + unusable.remedy());
        }
      }
    }
  }

  private int report(
      DeviceSelection selection, Map<String, Device> open, Map<String, String> missing)
      throws DeviceException {
    Report report = json ? new JsonReport() : new TextReport(spec.commandLine().getOut());
    boolean passed = true;
    try (Device reference = selection.open(CPU).device()) {
      for (Map.Entry<String, Device> entry : open.entrySet()) {
        Device tested = entry.getValue();
        boolean cpu = tested.description().provider().equals(CPU);
        Expectation expectation =
            cpu ? new IndependentArithmetic() : new DeviceExpectation(reference);
        report.device(entry.getKey(), tested.description(), expectation);
        SelfTest test = new SelfTest(tested, expectation);
        for (Check check : Check.values()) {
          test.refusal(check).ifPresent(reason -> report.refused(check, reason));
        }
        for (PixelType type : PixelType.values()) {
          for (Check check : Check.values()) {
            Optional<CheckResult> result = test.run(check, type);
            result.ifPresent(report::check);
            passed &= result.map(CheckResult::passed).orElse(true);
          }
        }
      }
    }
    missing.forEach(report::missing);
    report.end(passed, spec.commandLine().getOut());
    return passed ? 0 : 1;
  }

  /** Shows what comes out. */
  private interface Report {
    void device(String name, DeviceDescription description, Expectation expectation);

    void check(CheckResult result);

    void refused(Check check, String reason);

    void missing(String name, String reason);

    void end(boolean passed, PrintWriter out);
  }

  private record TextReport(PrintWriter out) implements Report {
    private static final String ROW = "  %-16s %-4s %7s %12s %12s %9s %9s  %s%n";

    @Override
    public void device(String name, DeviceDescription description, Expectation expectation) {
      out.printf(
          Locale.ROOT,
          "%s (%s; %s) against %s%n",
          name,
          description.hardware(),
          description.software(),
          expectation.name());
      out.printf(
          Locale.ROOT,
          ROW,
          "stage",
          "bits",
          "images",
          "pixels",
          "differing",
          "largest",
          "allowed",
          "");
    }

    @Override
    public void check(CheckResult result) {
      out.printf(
          Locale.ROOT,
          ROW,
          result.check().title(),
          8 * result.type().bytes(),
          result.images(),
          result.pixels(),
          result.differing(),
          result.largest(),
          result.tolerance().largest(),
          (result.passed() ? "pass" : "FAIL")
              + (result.tolerance().mean() > 0 || !result.passed()
                  ? String.format(
                      Locale.ROOT,
                      " (mean %s, allowed %.4f)",
                      NumberBesideLimit.text(result.mean(), result.tolerance().mean(), 4),
                      result.tolerance().mean())
                  : "")
              + result.problem().map(problem -> " " + problem).orElse(""));
      out.flush();
    }

    @Override
    public void refused(Check check, String reason) {
      out.printf(Locale.ROOT, "  %-16s not there: %s%n", check.title(), reason);
    }

    @Override
    public void missing(String name, String reason) {
      out.printf(Locale.ROOT, "%s was not tested: %s%n", name, reason);
    }

    @Override
    public void end(boolean passed, PrintWriter target) {
      out.println(passed ? "All checks passed." : "Some checks failed.");
      out.flush();
    }
  }

  private static final class JsonReport implements Report {
    private final ObjectNode root = JsonMapper.shared().createObjectNode();
    private final ArrayNode devices = root.putArray("devices");
    private ArrayNode checks = JsonMapper.shared().createArrayNode();

    @Override
    public void device(String name, DeviceDescription description, Expectation expectation) {
      ObjectNode node = devices.addObject();
      node.put("name", name);
      node.put("tested", true);
      node.put("hardware", description.hardware());
      node.put("software", description.software());
      node.put("against", expectation.name());
      checks = node.putArray("checks");
    }

    @Override
    public void check(CheckResult result) {
      ObjectNode node = checks.addObject();
      node.put("check", result.check().title());
      node.put("bits", 8 * result.type().bytes());
      node.put("images", result.images());
      node.put("pixels", result.pixels());
      node.put("differing", result.differing());
      node.put("largest", result.largest());
      node.put("mean", result.mean());
      node.put("allowedLargest", result.tolerance().largest());
      node.put("allowedMean", result.tolerance().mean());
      node.put("passed", result.passed());
      result.problem().ifPresent(problem -> node.put("problem", problem));
    }

    @Override
    public void refused(Check check, String reason) {
      ObjectNode node = checks.addObject();
      node.put("check", check.title());
      node.put("refused", reason);
    }

    @Override
    public void missing(String name, String reason) {
      ObjectNode node = devices.addObject();
      node.put("name", name);
      node.put("tested", false);
      node.put("reason", reason);
    }

    @Override
    public void end(boolean passed, PrintWriter out) {
      root.put("passed", passed);
      out.print(JsonText.pretty(root));
      out.flush();
    }
  }
}
