package dev.xraygpu.device;

import static dev.xraygpu.device.LaneBatch.processed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.pipeline.UsualStages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every device's stages owe, whatever their arithmetic: sizes, types, padding, independence.
 */
abstract class StageContract extends PlanContract {

  static List<List<Stage>> pipelines() {
    List<Stage> single = new ArrayList<>(Pipeline.onDevice(UsualStages.all()));
    for (Fit fit : Fit.values()) {
      for (Interpolation interpolation : Interpolation.values()) {
        for (Size target :
            List.of(new Size(1, 1), new Size(32, 32), new Size(100, 37), new Size(15, 299))) {
          single.add(new Resize(target, fit, interpolation));
        }
      }
    }
    single.add(new MedianBlur(3));
    single.add(new MedianBlur(5));
    single.add(new BilateralFilter(5, 50, 50));
    single.add(new BilateralFilter(15, 1000, 0.1));
    single.add(new NonLocalMeans(10, 3, 5));
    single.add(new NonLocalMeans(0.01, 5, 3));
    single.add(new Depth(PixelType.U8));
    single.add(new Depth(PixelType.U16));
    single.add(new Clahe(2.0, Size.square(8)));
    single.add(new Clahe(1000, new Size(1, 64)));
    single.add(new Clahe(0.001, new Size(5, 3)));
    List<List<Stage>> pipelines = new ArrayList<>(single.stream().map(List::of).toList());
    Resize resize = new Resize(new Size(96, 80), Fit.LETTERBOX, Interpolation.LINEAR);
    Clahe clahe = new Clahe(3.0, new Size(7, 4));
    pipelines.add(Pipeline.tutorial().stages());
    pipelines.add(List.of(new MedianBlur(5), clahe, resize));
    pipelines.add(List.of(clahe, resize, new BilateralFilter(5, 50, 50)));
    pipelines.add(List.of(resize, clahe));
    pipelines.add(List.of(new Depth(PixelType.U8), clahe, resize));
    pipelines.add(List.of(resize, new MedianBlur(3), new Depth(PixelType.U16)));
    return pipelines;
  }

  @ParameterizedTest
  @MethodSource("dev.xraygpu.device.StageContract#pipelines")
  void sizeTypeAndPaddingAreAsThePipelineSays(List<Stage> stages) throws DeviceException {
    Pipeline pipeline =
        new Pipeline(stages, new Normalization.None(), StatisticsOf.INPUT, ElementType.UINT16);
    try (Device device = open();
        Lane lane = open(device, stages, 2)) {
      for (Size size : SIZES) {
        HostImage bright8 = SyntheticImages.constant(PixelType.U8, size, 255);
        HostImage bright16 = SyntheticImages.constant(PixelType.U16, size, 65_535);
        List<LaneResult> results = LaneBatch.run(lane, List.of(bright8, bright16));
        for (LaneResult result : results) {
          HostImage pixels = processed(result).pixels();
          assertThat(pixels.type()).isEqualTo(outputType(stages, processed(result).input().type()));
          assertThat(pixels.size()).isEqualTo(pipeline.outputSize(size));
          if (stages.get(stages.size() - 1) instanceof Resize) {
            assertOnlyPaddingIsBlack(pixels, pipeline.place(Rectangle.whole(size)));
          }
        }
      }
    }
  }

  private static PixelType outputType(List<Stage> stages, PixelType input) {
    PixelType type = input;
    for (Stage stage : stages) {
      type = stage.outputType(type);
    }
    return type;
  }

  // A device that lacks a stage says so, by name, before any image is there.
  private Lane open(Device device, List<Stage> stages, int batch) throws DeviceException {
    for (Stage stage : stages) {
      Optional<String> refusal = device.refusal(stage);
      if (refusal.isPresent()) {
        assertThat(refusal.get()).contains(provider().name(), stage.name(), "--device");
        assertThatThrownBy(() -> device.openLane(specification(stages, batch)))
            .isInstanceOf(DeviceException.class)
            .hasMessage(refusal.get());
        String reason = getClass().getSimpleName() + ": skipped, because " + refusal.get();
        System.out.println(reason);
        Assumptions.abort(reason);
      }
    }
    return device.openLane(specification(stages, batch));
  }

  // Every stage maps a white image onto a white one, so what is black is padding.
  private static void assertOnlyPaddingIsBlack(HostImage pixels, Placement placement) {
    int right = placement.padLeft() + placement.content().width();
    int bottom = placement.padTop() + placement.content().height();
    int expected = pixels.type().maxValue();
    for (int y = 0; y < pixels.size().height(); y++) {
      for (int x = 0; x < pixels.size().width(); x++) {
        boolean content =
            x >= placement.padLeft() && x < right && y >= placement.padTop() && y < bottom;
        if (pixels.get(x, y) != (content ? expected : 0)) {
          assertThat(pixels.get(x, y)).as("pixel %d,%d", x, y).isEqualTo(content ? expected : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.xraygpu.device.StageContract#pipelines")
  void whatWasInTheLaneBeforeDoesNotMatter(List<Stage> stages) throws DeviceException {
    try (Device device = open()) {
      for (PixelType type : PixelType.values()) {
        HostImage image = SyntheticImages.smooth(type, new Size(123, 45), 9);
        List<HostImage> fresh;
        try (Lane lane = open(device, stages, 1)) {
          fresh = LaneBatch.runAll(lane, List.of(image), 1);
        }
        try (Lane lane = device.openLane(specification(stages, 1))) {
          for (PixelType before : PixelType.values()) {
            LaneBatch.run(lane, List.of(SyntheticImages.noise(before, new Size(45, 222), 1)));
            LaneBatch.run(lane, List.of(SyntheticImages.constant(before, new Size(222, 9), -1)));
          }
          assertSame(LaneBatch.runAll(lane, List.of(image), 1).get(0), fresh.get(0));
        }
      }
    }
  }
}
