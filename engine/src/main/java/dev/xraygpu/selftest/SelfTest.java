package dev.xraygpu.selftest;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.statistics.PixelStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a device through all checks. */
public final class SelfTest {
  private final Device device;
  private final Expectation expectation;

  /** A test of a device against what it should compute. */
  public SelfTest(Device device, Expectation expectation) {
    this.device = device;
    this.expectation = expectation;
  }

  /**
   * Runs one check for pixels of one type.
   *
   * @return nothing where what should come out is not known, and where the device {@linkplain
   *     #refusal refuses} the check
   * @throws DeviceException if the device fails that it is compared with
   */
  public Optional<CheckResult> run(Check check, PixelType type) throws DeviceException {
    if (refusal(check).isPresent()) {
      return Optional.empty();
    }
    List<HostImage> images = new ArrayList<>();
    List<HostImage> expected = new ArrayList<>();
    for (HostImage image : PhantomImages.of(type)) {
      Optional<HostImage> result = expectation.of(check, image);
      if (result.isPresent()) {
        images.add(image);
        expected.add(result.get());
      }
    }
    return images.isEmpty()
        ? Optional.empty()
        : Optional.of(compare(check, type, images, expected));
  }

  /** Why the device cannot run a check; nothing where it can. */
  public Optional<String> refusal(Check check) {
    return check.stages().stream().map(device::refusal).flatMap(Optional::stream).findFirst();
  }

  private CheckResult compare(
      Check check, PixelType type, List<HostImage> images, List<HostImage> expected) {
    Comparison comparison = new Comparison();
    PixelStatistics before = new PixelStatistics();
    PixelStatistics after = new PixelStatistics();
    @Nullable String problem = null;
    try (Lane lane =
        device.openLane(new LaneSpecification(check.stages(), images.size(), Exclusion.NONE))) {
      int next = 0;
      while (next < images.size()) {
        int from = next;
        while (next < images.size() && !lane.full()) {
          HostImage image = images.get(next++);
          HostImage memory = lane.reserve(image.type(), image.size());
          memory.pixels().duplicate().clear().put(image.bytes());
          lane.add(true, ImagePlan.UNCHANGED);
        }
        lane.submit();
        List<LaneResult> results = lane.await();
        for (int i = 0; i < results.size(); i++) {
          if (results.get(i) instanceof LaneResult.Processed processed) {
            comparison.add(processed.pixels(), expected.get(from + i));
            before.add(images.get(from + i));
            after.add(processed.pixels());
          } else if (results.get(i) instanceof LaneResult.Failed failed) {
            problem =
                "stage "
                    + failed.stage()
                    + " failed on an image of "
                    + images.get(from + i).size()
                    + ": "
                    + failed.reason();
          }
        }
      }
      PixelStatistics counted = new PixelStatistics();
      PixelStatistics countedAfter = new PixelStatistics();
      lane.drainStatistics(counted, countedAfter);
      if (problem == null && (!counted.equals(before) || !countedAfter.equals(after))) {
        problem = "the histograms are not those of the pixels";
      }
    } catch (DeviceException e) {
      problem = e.getMessage();
    }
    Tolerance tolerance = Tolerances.of(device.description().provider(), check, type);
    return new CheckResult(
        check,
        type,
        comparison.images(),
        comparison.pixels(),
        comparison.differing(),
        comparison.largest(),
        comparison.mean(),
        tolerance,
        Optional.ofNullable(problem),
        problem == null && tolerance.allows(comparison));
  }
}
