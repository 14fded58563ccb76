package dev.xraygpu.bench;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.DeviceMeter.CopyRates;
import dev.xraygpu.device.DeviceMeter.MemoryUse;

/**
 * What a device is capable of, and what it holds, measured once.
 *
 * @param device its provider's name
 * @param copies how fast memory is copied
 * @param memory after all activities
 */
public record DeviceSummary(String device, CopyRates copies, MemoryUse memory) {
  /**
   * Measures, with nothing else running on the device.
   *
   * @throws DeviceException if the device fails or has no room
   */
  public static DeviceSummary measure(String device, DeviceMeter meter) throws DeviceException {
    // In this order: the copies take memory, too.
    MemoryUse memory = meter.memory();
    return new DeviceSummary(device, meter.measureCopies(), memory);
  }
}
