package dev.xraygpu.bench;

import dev.xraygpu.bench.phantom.PhantomClass;
import dev.xraygpu.bench.phantom.PhantomGenerator;
import dev.xraygpu.bench.phantom.PhantomSpecification;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.DeviceMeter.CopyRates;
import dev.xraygpu.device.DeviceMeter.MemoryUse;
import dev.xraygpu.device.DeviceMeter.StageRate;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;

/**
 * What a device is capable of, and what it holds, measured once.
 *
 * @param device the name that it goes by
 * @param copies how fast memory is copied
 * @param memory after all activities
 * @param stages how fast the tutorial's pipeline is alone, on phantoms of {@value #SIDE} x {@value
 *     #SIDE} pixels that are on the device already
 */
public record DeviceSummary(String device, CopyRates copies, MemoryUse memory, StageRate stages) {
  /** Side of the phantoms that stages alone work on. */
  static final int SIDE = 1024;

  private static final int PHANTOMS = 8;
  private static final int BATCH = 64;

  /**
   * Measures, with nothing else running on the device.
   *
   * @throws DeviceException if the device fails or has no room
   */
  public static DeviceSummary measure(String device, DeviceMeter meter) throws DeviceException {
    // In this order: what is measured takes memory, too.
    MemoryUse memory = meter.memory();
    CopyRates copies = meter.measureCopies();
    return new DeviceSummary(
        device, copies, memory, meter.measureStages(Pipeline.tutorial().stages(), phantoms()));
  }

  private static List<HostImage> phantoms() {
    PhantomGenerator generator = new PhantomGenerator();
    List<HostImage> phantoms = new ArrayList<>();
    for (int patient = 1; patient <= PHANTOMS; patient++) {
      PhantomClass shown =
          patient % 2 == 0 ? PhantomClass.NORMAL : PhantomClass.BACTERIAL_PNEUMONIA;
      phantoms.add(generator.render(PhantomSpecification.of(patient, 1, Size.square(SIDE), shown)));
    }
    List<HostImage> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      batch.add(phantoms.get(i % PHANTOMS));
    }
    return batch;
  }
}
