package dev.xraygpu.device;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.pipeline.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A device whose failed batches are tried again with fewer images, on the same device: a GPU that
 * other programs use, too, may have room for eight images where it has none for thirty-two. What
 * fails even image by image fails, with what to do; it is never done on another device instead.
 *
 * @param device whose lanes may fail
 */
public record RetryingDevice(Device device) implements Device {
  @Override
  public DeviceDescription description() {
    return device.description();
  }

  @Override
  public Set<ImageFormat> decodes() {
    return device.decodes();
  }

  @Override
  public int lanesPerWorker() {
    return device.lanesPerWorker();
  }

  @Override
  public int preferredBatch() {
    return device.preferredBatch();
  }

  @Override
  public Lane openLane(LaneSpecification specification) throws DeviceException {
    return new RetryingLane(device, specification);
  }

  @Override
  public Optional<String> refusal(Stage stage) {
    return device.refusal(stage);
  }

  @Override
  public List<StageTimes.StageTime> stageTimes() {
    return device.stageTimes();
  }

  @Override
  public Optional<DeviceMeter> meter() {
    return device.meter();
  }

  @Override
  public void close() {
    device.close();
  }
}
