package dev.xraygpu.bench.jmh;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.Stage;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One stage of a pipeline on one phantom: copied into a lane, submitted, awaited. On a GPU that is
 * the latency of a single image; {@code xray-gpu bench} measures batches.
 */
public abstract class StageBenchmark extends MicroBenchmark {
  /** As for {@code --device}. */
  @Param("cpu")
  public String device;

  @Param({"U8", "U16"})
  public PixelType type;

  private Device opened;
  private Lane lane;
  private HostImage image;
  private ImagePlan plan;

  /** What is measured; empty where a device only carries out what was decided for an image. */
  Optional<Stage> stage() {
    return Optional.empty();
  }

  /** Columns and rows of its input. */
  abstract int inputSide();

  /** What was decided for the image on the host, before the clock runs. */
  ImagePlan decide(HostImage phantom) {
    return ImagePlan.UNCHANGED;
  }

  @Setup(Level.Trial)
  public void open() throws DeviceException {
    image = Phantoms.image(inputSide(), type);
    plan = decide(image);
    opened = DeviceSelection.load().open(device).device();
    lane =
        opened.openLane(
            new LaneSpecification(stage().stream().toList(), 1, LaneSpecification.Exclusion.NONE));
  }

  @TearDown(Level.Trial)
  public void close() {
    lane.close();
    opened.close();
  }

  @Benchmark
  public List<LaneResult> image() throws DeviceException {
    lane.reserve(image.type(), image.size()).bytes().put(image.bytes());
    lane.add(false, plan);
    lane.submit();
    return lane.await();
  }
}
