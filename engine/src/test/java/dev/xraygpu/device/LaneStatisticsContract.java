package dev.xraygpu.device;

import static dev.xraygpu.device.LaneBatch.processed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.statistics.PixelStatistics;
import dev.xraygpu.statistics.PixelSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a device counts: summaries and histograms equal naive loops over the same pixels. */
abstract class LaneStatisticsContract extends LaneContract {

  @Test
  void summariesEqualANaiveComputation() throws DeviceException {
    List<HostImage> images = new ArrayList<>(mixedImages(14));
    for (PixelType type : PixelType.values()) {
      Size size = new Size(67, 33);
      images.add(SyntheticImages.constant(type, size, 0));
      images.add(SyntheticImages.constant(type, size, type.maxValue()));
      images.add(SyntheticImages.noise(type, new Size(1000, 1000), 5));
      HostImage onlyTheLastDiffers = SyntheticImages.constant(type, size, 7);
      SyntheticImages.set(onlyTheLastDiffers, 66, 32, 8);
      images.add(onlyTheLastDiffers);
      // As large a sum as a constant image of its first pixel's value.
      HostImage sameSum = SyntheticImages.constant(type, size, 100);
      SyntheticImages.set(sameSum, 10, 10, 99);
      SyntheticImages.set(sameSum, 20, 30, 101);
      images.add(sameSum);
    }
    try (Device device = open();
        Lane lane = device.openLane(specification(Pipeline.tutorial().stages(), images.size()))) {
      List<LaneResult> results = LaneBatch.run(lane, images);
      for (int i = 0; i < images.size(); i++) {
        assertThat(processed(results.get(i)).input()).isEqualTo(summaryOf(images.get(i)));
      }
    }
  }

  @Test
  void onlyCountedImagesAreInTheStatistics() throws DeviceException {
    List<HostImage> images = mixedImages(20);
    PixelStatistics expectedInput = new PixelStatistics();
    PixelStatistics expectedProcessed = new PixelStatistics();
    try (Device device = open();
        Lane lane = device.openLane(specification(Pipeline.tutorial().stages(), 4))) {
      for (int from = 0; from < images.size(); from += 4) {
        for (int i = from; i < from + 4; i++) {
          LaneBatch.add(lane, images.get(i), i % 3 != 0);
        }
        lane.submit();
        List<LaneResult> results = lane.await();
        for (int i = from; i < from + 4; i++) {
          LaneResult.Processed result = processed(results.get(i - from));
          assertThat(result.counted()).isEqualTo(i % 3 != 0);
          if (i % 3 != 0) {
            count(images.get(i), expectedInput);
            count(result.pixels(), expectedProcessed);
          }
        }
      }
      PixelStatistics input = new PixelStatistics();
      PixelStatistics processed = new PixelStatistics();
      lane.drainStatistics(input, processed);
      assertThat(input).isEqualTo(expectedInput);
      assertThat(processed).isEqualTo(expectedProcessed);
      assertThat(input.images()).isEqualTo(13);
    }
  }

  @Test
  void drainingAddsAndForgets() throws DeviceException {
    HostImage first = SyntheticImages.noise(PixelType.U8, new Size(51, 13), 1);
    HostImage second = SyntheticImages.noise(PixelType.U16, new Size(7, 90), 2);
    try (Device device = open();
        Lane lane = device.openLane(specification(List.of(), 1))) {
      PixelStatistics input = new PixelStatistics();
      PixelStatistics processed = new PixelStatistics();
      lane.drainStatistics(input, processed);
      assertThat(input).isEqualTo(new PixelStatistics());
      PixelStatistics expected = new PixelStatistics();
      for (HostImage image : List.of(first, second)) {
        LaneBatch.run(lane, List.of(image));
        lane.drainStatistics(input, processed);
        lane.drainStatistics(input, processed);
        count(image, expected);
        assertThat(input).isEqualTo(expected);
        assertThat(processed).isEqualTo(expected);
      }
    }
  }

  @Test
  void excludedImagesAreProcessedAndNotCounted() throws DeviceException {
    for (Exclusion exclusion :
        List.of(
            Exclusion.NONE,
            new Exclusion(5, false),
            new Exclusion(0, true),
            new Exclusion(5, true))) {
      for (PixelType type : PixelType.values()) {
        checkExclusion(exclusion, type);
      }
    }
  }

  private void checkExclusion(Exclusion exclusion, PixelType type) throws DeviceException {
    int unit = type.maxValue() / 255;
    Size size = new Size(40, 30);
    HostImage dark = SyntheticImages.of(type, size, (x, y) -> (x + y) % 4 * unit);
    HostImage exactlyFive = SyntheticImages.of(type, size, (x, y) -> (x % 2 == 0 ? 4 : 6) * unit);
    HostImage gray = SyntheticImages.constant(type, size, 128 * unit);
    HostImage black = SyntheticImages.constant(type, size, 0);
    HostImage normal = SyntheticImages.smooth(type, size, 3);
    List<HostImage> images = List.of(dark, exactlyFive, gray, black, normal);
    List<Boolean> left =
        List.of(
            exclusion.meanUnder() > 0,
            false,
            exclusion.constant(),
            exclusion.meanUnder() > 0 || exclusion.constant(),
            false);
    PixelStatistics expected = new PixelStatistics();
    try (Device device = open();
        Lane lane = device.openLane(new LaneSpecification(List.of(), 5, exclusion))) {
      List<LaneResult> results = LaneBatch.run(lane, images);
      for (int i = 0; i < images.size(); i++) {
        assertThat(processed(results.get(i)).counted()).isEqualTo(!left.get(i));
        assertSame(processed(results.get(i)).pixels(), images.get(i));
        if (!left.get(i)) {
          count(images.get(i), expected);
        }
      }
      PixelStatistics input = new PixelStatistics();
      PixelStatistics processed = new PixelStatistics();
      lane.drainStatistics(input, processed);
      assertThat(input).isEqualTo(expected);
      assertThat(processed).isEqualTo(expected);
    }
  }

  static PixelSummary summaryOf(HostImage image) {
    int[] values = SyntheticImages.values(image);
    long sum = 0;
    for (int value : values) {
      sum += value;
    }
    boolean constant = Arrays.stream(values).distinct().count() == 1;
    return new PixelSummary(image.type(), values.length, sum, constant);
  }

  static void count(HostImage image, PixelStatistics target) {
    for (int value : SyntheticImages.values(image)) {
      target.histogram(image.type()).add(value, 1);
    }
    target.addImages(1);
  }
}
