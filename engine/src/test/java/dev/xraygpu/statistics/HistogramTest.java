package dev.xraygpu.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistogramTest {
  private static Histogram counted(PixelType type, long[] counts) {
    Histogram histogram = new Histogram(type);
    for (int value = 0; value < counts.length; value++) {
      histogram.add(value, counts[value]);
    }
    return histogram;
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void countsEveryPixelOnce(PixelType type) {
    Histogram histogram = new Histogram(type);
    long[] expected = new long[type.bins()];
    for (int i = 0; i < 20; i++) {
      HostImage image = SyntheticImages.noise(type, new Size(1 + 3 * i, 1 + i), i);
      histogram.add(image);
      for (int value : SyntheticImages.values(image)) {
        expected[value]++;
      }
    }
    assertThat(histogram.counts()).isEqualTo(expected);
    assertThat(histogram).isEqualTo(counted(type, expected));
    assertThat(histogram.hashCode()).isEqualTo(counted(type, expected).hashCode());
    assertThat(histogram.isEmpty()).isFalse();
    histogram.clear();
    assertThat(histogram.isEmpty()).isTrue();
    assertThat(histogram.pixels()).isZero();
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void addingIsCommutative(PixelType type) {
    Histogram a = new Histogram(type);
    Histogram b = new Histogram(type);
    a.add(SyntheticImages.noise(type, new Size(100, 90), 1));
    b.add(SyntheticImages.smooth(type, new Size(80, 90), 2));
    Histogram ab = counted(type, a.counts());
    ab.add(b);
    Histogram ba = counted(type, b.counts());
    ba.add(a);
    assertThat(ab).isEqualTo(ba).isNotEqualTo(a);
    assertThat(ab.pixels()).isEqualTo(180 * 90);
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void countsAreCopied(PixelType type) {
    Histogram histogram = new Histogram(type);
    histogram.counts()[4] = 7;
    assertThat(histogram.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void otherTypesAreRefused(PixelType type) {
    PixelType other = type == PixelType.U8 ? PixelType.U16 : PixelType.U8;
    Histogram histogram = new Histogram(type);
    assertThatThrownBy(() -> histogram.add(HostImage.allocate(other, new Size(1, 1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> histogram.add(new Histogram(other)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(histogram).isNotEqualTo(new Histogram(other));
  }
}
