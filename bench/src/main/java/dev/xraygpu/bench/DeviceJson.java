package dev.xraygpu.bench;

import dev.xraygpu.device.DeviceMeter.Energy;
import dev.xraygpu.device.KernelTimes.KernelTime;
import dev.xraygpu.device.StageTimes.StageTime;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What devices told, for programs. */
final class DeviceJson {
  private DeviceJson() {}

  /** Of one activity, over all counted rounds. */
  static void put(ObjectNode activity, DeviceFigures figures) {
    ObjectNode device = activity.putObject("device_clock");
    device.put("seconds", figures.seconds());
    device.put("overlap", figures.overlap());
    ArrayNode steps = device.putArray("steps");
    for (StageTime step : figures.steps()) {
      steps
          .addObject()
          .put("step", step.step())
          .put("milliseconds", step.milliseconds())
          .put("images", step.images());
    }
    ArrayNode kernels = device.putArray("kernels");
    for (KernelTime kernel : figures.kernels()) {
      kernels
          .addObject()
          .put("step", kernel.step())
          .put("kernel", kernel.kernel())
          .put("milliseconds", kernel.milliseconds())
          .put("images", kernel.images())
          .put("bytes_in", kernel.traffic().in())
          .put("bytes_out", kernel.traffic().out())
          .put("bytes_per_second", DeviceFigures.rate(kernel));
    }
    if (figures.energy() instanceof Energy.Counted counted) {
      device.put("joules", counted.joules());
    } else if (figures.energy() instanceof Energy.Unknown unknown) {
      device.put("joules_unknown", unknown.reason());
    }
  }

  /** What the devices are capable of. */
  static void put(ObjectNode report, List<DeviceSummary> devices) {
    ArrayNode all = report.putArray("devices");
    for (DeviceSummary device : devices) {
      ObjectNode line = all.addObject();
      line.put("device", device.device())
          .put("copied_bytes", device.copies().bytes())
          .put("host_to_device_bytes_per_second", device.copies().toDevice())
          .put("device_to_host_bytes_per_second", device.copies().toHost())
          .put("within_device_bytes_per_second", device.copies().within())
          .put("stages_alone_images_per_second", device.stages().imagesPerSecond())
          .put("stages_alone_batch", device.stages().batch())
          .put("stages_alone_lanes", device.stages().lanes())
          .put("memory_used_bytes", device.memory().used())
          .put("memory_total_bytes", device.memory().total());
      device.memory().ownPeak().ifPresent(bytes -> line.put("lanes_peak_bytes", bytes));
    }
  }
}
