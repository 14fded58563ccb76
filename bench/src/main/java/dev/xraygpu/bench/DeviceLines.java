package dev.xraygpu.bench;

import dev.xraygpu.device.DeviceMeter.CopyRates;
import dev.xraygpu.device.DeviceMeter.Energy;
import dev.xraygpu.device.KernelTimes.KernelTime;
import dev.xraygpu.device.StageTimes.StageTime;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What devices told, as lines of text. */
final class DeviceLines {
  private DeviceLines() {}

  /** A table for each job on a device with a meter, and what the devices are capable of. */
  static List<String> of(BenchmarkReport report) {
    List<String> lines = new ArrayList<>();
    for (DeviceSummary device : report.devices()) {
      for (Measurement m : report.measurements()) {
        if (m.setup().kind() == Activity.Kind.JOB && m.setup().device().equals(device.device())) {
          m.deviceFigures().ifPresent(figures -> addJob(lines, m, figures, device.copies()));
        }
      }
      addStages(lines, report, device);
      addDevice(lines, device, knowsKernels(report, device));
    }
    return lines;
  }

  private static boolean knowsKernels(BenchmarkReport report, DeviceSummary device) {
    return report.measurements().stream()
        .filter(m -> m.setup().device().equals(device.device()))
        .flatMap(m -> m.deviceFigures().stream())
        .anyMatch(figures -> !figures.kernels().isEmpty());
  }

  private static void addJob(
      List<String> lines, Measurement job, DeviceFigures figures, CopyRates copies) {
    lines.add("");
    lines.add(BenchmarkTable.label(job.setup()) + ", by the device's own clock, per image:");
    lines.add(
        format("  %-26s %10s %10s %10s %9s %8s", "", "us", "KB in", "KB out", "GB/s", "of copy"));
    for (StageTime step : figures.steps()) {
      lines.add(format("  %-26s %10.2f", step.step(), 1e3 * step.milliseconds() / step.images()));
      for (KernelTime kernel : figures.kernels()) {
        if (kernel.step().equals(step.step())) {
          lines.add(line(kernel, copies));
        }
      }
    }
    // Of the job's images: those that the report shows go through some steps once more.
    double images = Math.max(1, (double) job.work().images() * job.rounds().size());
    lines.add(
        format(
            "  all steps together: %.2f us; %.2f of the time that passed",
            1e3 * figures.stepMilliseconds() / images, figures.overlap()));
    lines.add("  energy: " + energy(figures, images));
  }

  /** Stages whose images wait in memory keep the device busy, as decoding does not. */
  private static void addStages(List<String> lines, BenchmarkReport report, DeviceSummary device) {
    List<String> stages = new ArrayList<>();
    for (Measurement m : report.measurements()) {
      if (m.setup().kind() == Activity.Kind.STAGE && m.setup().device().equals(device.device())) {
        m.deviceFigures().ifPresent(figures -> stages.add(steps(m, figures)));
      }
    }
    if (!stages.isEmpty()) {
      lines.add("");
      lines.add(
          device.device()
              + ", stages with upload and download, by the device's own clock, us per image:");
      lines.addAll(stages);
    }
  }

  private static String steps(Measurement stage, DeviceFigures figures) {
    String each =
        figures.steps().stream()
            .map(step -> format("%s %.2f", step.step(), 1e3 * step.milliseconds() / step.images()))
            .collect(Collectors.joining(", "));
    return format(
        "  %s: %s; all of them %.2f of the time that passed",
        BenchmarkTable.label(stage.setup()), each, figures.overlap());
  }

  private static String line(KernelTime kernel, CopyRates copies) {
    double images = kernel.images();
    return format(
        "    %-24s %10.2f %10.2f %10.2f %9.2f %8.3f",
        kernel.kernel(),
        1e3 * kernel.milliseconds() / images,
        kernel.traffic().in() / images / 1e3,
        kernel.traffic().out() / images / 1e3,
        DeviceFigures.rate(kernel) / 1e9,
        DeviceFigures.rate(kernel) / copies.within());
  }

  private static String energy(DeviceFigures figures, double images) {
    if (figures.energy() instanceof Energy.Counted counted) {
      return format(
          "%.4f J per image, %.0f W while it ran (of the whole card, from NVML)",
          counted.joules() / images, counted.joules() / figures.seconds());
    }
    return "not known: " + ((Energy.Unknown) figures.energy()).reason();
  }

  private static void addDevice(List<String> lines, DeviceSummary device, boolean knowsKernels) {
    CopyRates copies = device.copies();
    lines.add("");
    lines.add(
        format(
            "%s, copies of %.0f MB: %.2f GB/s from page-locked host memory, %.2f GB/s to it,"
                + " %.2f GB/s within the device (read and written)",
            device.device(),
            copies.bytes() / 1e6,
            copies.toDevice() / 1e9,
            copies.toHost() / 1e9,
            copies.within() / 1e9));
    lines.add(
        format(
            "%s, histograms and stages alone, %s to %s, images on the device already: %.0f images/s"
                + " (%d lanes of %d images)",
            device.device(),
            Size.square(DeviceSummary.SIDE),
            Pipeline.tutorial().resize().orElseThrow().target(),
            device.stages().imagesPerSecond(),
            device.stages().lanes(),
            device.stages().batch()));
    OptionalLong ownPeak = device.memory().ownPeak();
    lines.add(
        format(
            "%s, memory: %safter the last activity %.2f of %.2f GB of the card are in use, by"
                + " whichever program",
            device.device(),
            ownPeak.isPresent()
                ? format("lanes held at most %.1f MB at once; ", ownPeak.getAsLong() / 1e6)
                : "",
            device.memory().used() / 1e9,
            device.memory().total() / 1e9));
    if (knowsKernels) {
      lines.add(
          "us: microseconds. KB in, KB out: bytes that a kernel cannot do without, counted, not"
              + " measured; GB/s:");
      lines.add(
          "these in the time it took; of copy: that as a fraction of a copy within the device, the"
              + " memory's ceiling.");
    } else {
      lines.add("us: microseconds.");
    }
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
