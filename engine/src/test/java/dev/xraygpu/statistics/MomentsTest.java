package dev.xraygpu.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final MathContext WIDE = new MathContext(80, RoundingMode.HALF_EVEN);

  @Test
  void simpleNumbers() {
    Histogram u8 = new Histogram(PixelType.U8);
    u8.add(0, 1);
    u8.add(255, 1);
    Moments moments = Moments.of(u8, new Histogram(PixelType.U16));
    assertThat(moments).isEqualTo(new Moments(2, 0.5, 0.5));
    u8.clear();
    u8.add(51, 1000);
    assertThat(Moments.of(u8, new Histogram(PixelType.U16))).isEqualTo(new Moments(1000, 0.2, 0));
  }

  @Test
  void bothDepthsCountAlike() {
    Histogram u8 = new Histogram(PixelType.U8);
    Histogram u16 = new Histogram(PixelType.U16);
    u8.add(SyntheticImages.smooth(PixelType.U8, new Size(50, 40), 1));
    for (int value = 0; value < 256; value++) {
      u16.add(value * 257, u8.count(value));
    }
    Moments of8 = Moments.of(u8, new Histogram(PixelType.U16));
    Moments of16 = Moments.of(new Histogram(PixelType.U8), u16);
    Moments ofBoth = Moments.of(u8, u16);
    assertThat(of16).isEqualTo(of8);
    assertThat(ofBoth).isEqualTo(new Moments(4000, of8.mean(), of8.std()));
  }

  @Test
  void equalTheDefinitionInExactArithmetic() {
    Random random = new Random(3);
    for (int i = 0; i < 30; i++) {
      Histogram u8 = new Histogram(PixelType.U8);
      Histogram u16 = new Histogram(PixelType.U16);
      // Counts from single pixels up to those of a million billion images.
      long largest = 1L << (2 + 2 * i % 50);
      for (int bin = 0; bin < 256; bin++) {
        u8.add(bin, random.nextLong(largest));
        u16.add(random.nextInt(65_536), random.nextLong(largest));
      }
      check(u8, u16);
    }
  }

  // E[(v - E[v])^2], which unlike the tested form never subtracts two large numbers.
  private static void check(Histogram u8, Histogram u16) {
    BigDecimal n = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    for (Histogram histogram : new Histogram[] {u8, u16}) {
      for (int bin : usedBins(histogram)) {
        BigDecimal count = BigDecimal.valueOf(histogram.count(bin));
        n = n.add(count);
        sum = sum.add(count.multiply(value(histogram, bin)));
      }
    }
    BigDecimal mean = sum.divide(n, WIDE);
    BigDecimal squares = BigDecimal.ZERO;
    for (Histogram histogram : new Histogram[] {u8, u16}) {
      for (int bin : usedBins(histogram)) {
        BigDecimal distance = value(histogram, bin).subtract(mean);
        squares =
            squares.add(
                distance.multiply(distance).multiply(BigDecimal.valueOf(histogram.count(bin))));
      }
    }
    double std = squares.divide(n, WIDE).sqrt(WIDE).doubleValue();
    Moments moments = Moments.of(u8, u16);
    assertThat(moments.pixels()).isEqualTo(n.longValueExact());
    assertThat(moments.mean()).isEqualTo(mean.doubleValue());
    assertThat(moments.std()).isCloseTo(std, within(Math.ulp(std)));
  }

  private static int[] usedBins(Histogram histogram) {
    return IntStream.range(0, histogram.type().bins())
        .filter(bin -> histogram.count(bin) != 0)
        .toArray();
  }

  private static BigDecimal value(Histogram histogram, int bin) {
    return BigDecimal.valueOf(bin).divide(BigDecimal.valueOf(histogram.type().maxValue()), WIDE);
  }

  @Test
  void thereIsNoMeanOfNothing() {
    assertThatThrownBy(() -> Moments.of(new Histogram(PixelType.U8), new Histogram(PixelType.U16)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new PixelStatistics().moments()).isEmpty();
  }

  @Test
  void summaries() {
    PixelSummary summary = new PixelSummary(PixelType.U16, 4, 257 * 20, false);
    assertThat(summary.mean()).isEqualTo(257 * 5);
    assertThat(summary.meanIn8Bit()).isEqualTo(5);
    assertThat(new PixelSummary(PixelType.U8, 4, 19, false).meanIn8Bit()).isEqualTo(4.75);
  }

  @Test
  void mergingStatisticsEqualsCountingAlone() {
    PixelStatistics first = new PixelStatistics();
    PixelStatistics second = new PixelStatistics();
    PixelStatistics all = new PixelStatistics();
    for (int i = 0; i < 8; i++) {
      PixelType type = PixelType.values()[i % 2];
      var image = SyntheticImages.noise(type, new Size(20 + i, 20), i);
      (i < 3 ? first : second).add(image);
      all.add(image);
    }
    first.add(second);
    assertThat(first).isEqualTo(all);
    assertThat(first.hashCode()).isEqualTo(all.hashCode());
    assertThat(first.images()).isEqualTo(8);
    first.clear();
    assertThat(first).isEqualTo(new PixelStatistics());
  }
}
