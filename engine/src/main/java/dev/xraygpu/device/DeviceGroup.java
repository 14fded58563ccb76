package dev.xraygpu.device;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.pipeline.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Several devices of one provider as one: lanes are opened on each in turn, so that every worker
 * keeps all of them busy and batches spread evenly. Results do not depend on which device made
 * them.
 */
final class DeviceGroup implements Device {
  private final List<Device> devices;
  private final AtomicInteger opened = new AtomicInteger();

  /** A group of at least one device, which belong to it from now on. */
  DeviceGroup(List<Device> devices) {
    this.devices = List.copyOf(devices);
  }

  @Override
  public DeviceDescription description() {
    DeviceDescription first = devices.get(0).description();
    String hardware =
        devices.stream()
            .map(device -> device.description().hardware())
            .collect(Collectors.joining(" and "));
    return new DeviceDescription(first.provider(), first.index(), hardware, first.software());
  }

  @Override
  public Set<ImageFormat> decodes() {
    Set<ImageFormat> common = new HashSet<>(devices.get(0).decodes());
    devices.forEach(device -> common.retainAll(device.decodes()));
    return Set.copyOf(common);
  }

  /** At least one on each device. */
  @Override
  public int lanesPerWorker() {
    return Math.max(
        devices.size(), devices.stream().mapToInt(Device::lanesPerWorker).max().orElseThrow());
  }

  @Override
  public int preferredBatch() {
    return devices.stream().mapToInt(Device::preferredBatch).min().orElseThrow();
  }

  @Override
  public Lane openLane(LaneSpecification specification) throws DeviceException {
    int turn = Math.floorMod(opened.getAndIncrement(), devices.size());
    return devices.get(turn).openLane(specification);
  }

  @Override
  public Optional<String> refusal(Stage stage) {
    return devices.get(0).refusal(stage);
  }

  @Override
  public List<StageTimes.StageTime> stageTimes() {
    StageTimes sum = new StageTimes();
    for (Device device : devices) {
      for (StageTimes.StageTime time : device.stageTimes()) {
        sum.add(time.step(), time.milliseconds(), time.images());
      }
    }
    return sum.all();
  }

  @Override
  public Optional<DeviceMeter> meter() {
    List<DeviceMeter> meters = devices.stream().flatMap(d -> d.meter().stream()).toList();
    return meters.size() == devices.size()
        ? Optional.of(new DeviceGroupMeter(meters))
        : Optional.empty();
  }

  @Override
  public void close() {
    devices.forEach(Device::close);
  }
}
