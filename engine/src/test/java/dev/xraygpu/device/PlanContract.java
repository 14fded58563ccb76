package dev.xraygpu.device;

import static dev.xraygpu.device.LaneBatch.processed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.statistics.PixelStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a lane makes of an {@link ImagePlan}: the result is that of the patched and cropped image,
 * computed here pixel by pixel, while summary and input histogram are those of the image as it
 * came.
 */
abstract class PlanContract extends LaneStatisticsContract {

  private static final Size SIZE = new Size(130, 90);

  private static List<List<Stage>> pipelinesThatMayRead() {
    return List.of(
        List.of(),
        Pipeline.tutorial().stages(),
        List.of(new Resize(new Size(64, 48), Fit.STRETCH, Interpolation.AREA)),
        List.of(new MedianBlur(5)),
        List.of(new BilateralFilter(5, 50, 50)),
        List.of(new Clahe(2.0, Size.square(8)), new MedianBlur(3)));
  }

  private static List<ImagePlan> plans(PixelType type) {
    Rectangle crop = new Rectangle(17, 9, new Size(83, 61));
    Rectangle corner = new Rectangle(120, 80, new Size(10, 10));
    Rectangle inner = new Rectangle(30, 20, new Size(25, 7));
    Rectangle beside = new Rectangle(50, 22, new Size(9, 20));
    Rectangle edge = new Rectangle(0, 5, new Size(40, 30));
    List<Patch> patches =
        List.of(
            new Patch.Constant(edge, type.maxValue() / 3),
            new Patch.Pixels(inner, SyntheticImages.noise(type, inner.size(), 77)),
            new Patch.Pixels(beside, SyntheticImages.noise(type, beside.size(), 78)),
            new Patch.Constant(new Rectangle(35, 22, new Size(1, 1)), type.maxValue()),
            new Patch.Constant(corner, 0));
    return List.of(
        new ImagePlan(Optional.of(crop), List.of()),
        new ImagePlan(Optional.empty(), patches),
        new ImagePlan(Optional.of(crop), patches),
        new ImagePlan(Optional.of(new Rectangle(129, 89, new Size(1, 1))), patches),
        new ImagePlan(Optional.of(Rectangle.whole(SIZE)), List.of()));
  }

  /** The image that the first stage should get. */
  private static HostImage carriedOut(ImagePlan plan, HostImage image) {
    HostImage patched = image.copy();
    for (Patch patch : plan.patches()) {
      Rectangle area = patch.area();
      for (int y = area.y(); y < area.bottom(); y++) {
        for (int x = area.x(); x < area.right(); x++) {
          int value =
              patch instanceof Patch.Pixels given
                  ? given.pixels().get(x - area.x(), y - area.y())
                  : ((Patch.Constant) patch).value();
          SyntheticImages.set(patched, x, y, value);
        }
      }
    }
    Rectangle kept = plan.kept(image.size());
    return SyntheticImages.of(
        image.type(), kept.size(), (x, y) -> patched.get(kept.x() + x, kept.y() + y));
  }

  @Test
  void patchesAndCropComeBeforeTheFirstStage() throws DeviceException {
    for (List<Stage> stages : pipelinesThatMayRead()) {
      try (Device device = open();
          Lane lane = device.openLane(specification(stages, 1))) {
        for (PixelType type : PixelType.values()) {
          HostImage image = SyntheticImages.smooth(type, SIZE, 4);
          for (ImagePlan plan : plans(type)) {
            HostImage expected = LaneBatch.runAll(lane, List.of(carriedOut(plan, image)), 1).get(0);
            LaneBatch.add(lane, image, false, plan);
            lane.submit();
            assertSame(processed(lane.await().get(0)).pixels(), expected);
          }
        }
      }
    }
  }

  @Test
  void summaryAndInputHistogramAreOfTheImageAsItCame() throws DeviceException {
    PixelStatistics expectedInput = new PixelStatistics();
    PixelStatistics expectedProcessed = new PixelStatistics();
    List<HostImage> images = new ArrayList<>();
    List<ImagePlan> given = new ArrayList<>();
    for (PixelType type : PixelType.values()) {
      for (ImagePlan plan : plans(type)) {
        images.add(SyntheticImages.smooth(type, SIZE, images.size()));
        given.add(plan);
      }
    }
    try (Device device = open();
        Lane lane = device.openLane(specification(Pipeline.tutorial().stages(), images.size()))) {
      for (int i = 0; i < images.size(); i++) {
        LaneBatch.add(lane, images.get(i), true, given.get(i));
      }
      lane.submit();
      List<LaneResult> results = lane.await();
      for (int i = 0; i < images.size(); i++) {
        assertThat(processed(results.get(i)).input()).isEqualTo(summaryOf(images.get(i)));
        count(images.get(i), expectedInput);
        count(processed(results.get(i)).pixels(), expectedProcessed);
      }
      PixelStatistics input = new PixelStatistics();
      PixelStatistics processed = new PixelStatistics();
      lane.drainStatistics(input, processed);
      assertThat(input).isEqualTo(expectedInput);
      assertThat(processed).isEqualTo(expectedProcessed);
    }
  }

  @Test
  void aPlanBelongsToItsImageAlone() throws DeviceException {
    HostImage image = SyntheticImages.smooth(PixelType.U8, SIZE, 8);
    List<Stage> stages = Pipeline.tutorial().stages();
    try (Device device = open();
        Lane lane = device.openLane(specification(stages, 3))) {
      HostImage unchanged = LaneBatch.runAll(lane, List.of(image), 1).get(0);
      LaneBatch.add(lane, image, true);
      LaneBatch.add(lane, image, true, plans(PixelType.U8).get(2));
      LaneBatch.add(lane, image, true);
      lane.submit();
      List<LaneResult> results = lane.await();
      assertSame(processed(results.get(0)).pixels(), unchanged);
      assertSame(processed(results.get(2)).pixels(), unchanged);
      assertSame(LaneBatch.runAll(lane, List.of(image), 1).get(0), unchanged);
    }
  }

  @Test
  void aPlanOfAnotherImageIsRefusedAndTheReservationStands() throws DeviceException {
    Rectangle outside = new Rectangle(100, 0, new Size(31, 1));
    Rectangle inside = new Rectangle(0, 0, new Size(3, 3));
    List<ImagePlan> wrong =
        List.of(
            new ImagePlan(Optional.of(outside), List.of()),
            new ImagePlan(Optional.empty(), List.of(new Patch.Constant(outside, 1))),
            new ImagePlan(Optional.empty(), List.of(new Patch.Constant(inside, 256))),
            new ImagePlan(
                Optional.empty(),
                List.of(
                    new Patch.Pixels(
                        inside, SyntheticImages.constant(PixelType.U16, inside.size(), 1)))));
    HostImage image = SyntheticImages.smooth(PixelType.U8, SIZE, 8);
    try (Device device = open();
        Lane lane = device.openLane(specification(List.of(), 1))) {
      SyntheticImages.copy(image, lane.reserve(image.type(), image.size()));
      for (ImagePlan plan : wrong) {
        assertThatThrownBy(() -> lane.add(true, plan)).isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(lane.pending()).isZero();
      lane.add(true, ImagePlan.UNCHANGED);
      lane.submit();
      assertSame(processed(lane.await().get(0)).pixels(), image);
    }
  }
}
