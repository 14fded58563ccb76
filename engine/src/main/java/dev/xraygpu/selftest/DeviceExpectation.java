package dev.xraygpu.selftest;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import java.util.Optional;

/**
 * What another device computes.
 *
 * @param device which is open, and stays so
 */
public record DeviceExpectation(Device device) implements Expectation {
  @Override
  public String name() {
    return device.description().provider();
  }

  @Override
  public Optional<HostImage> of(Check check, HostImage image) throws DeviceException {
    try (Lane lane = device.openLane(new LaneSpecification(check.stages(), 1, Exclusion.NONE))) {
      HostImage memory = lane.reserve(image.type(), image.size());
      memory.pixels().duplicate().clear().put(image.bytes());
      lane.add(false, ImagePlan.UNCHANGED);
      lane.submit();
      LaneResult result = lane.await().get(0);
      return result instanceof LaneResult.Processed processed
          ? Optional.of(processed.pixels().copy())
          : Optional.empty();
    }
  }
}
