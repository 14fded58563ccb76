package dev.xraygpu.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
  private static final Resize RESIZE =
      new Resize(new Size(100, 60), Fit.LETTERBOX, Interpolation.AREA);
  private static final MedianBlur MEDIAN = new MedianBlur(5);
  private static final Clahe CLAHE = new Clahe(3, new Size(4, 6));

  private static Pipeline of(Stage... stages) {
    return new Pipeline(
        List.of(stages), new Normalization.None(), StatisticsOf.PROCESSED, ElementType.UINT16);
  }

  @Test
  void theTutorial() {
    Pipeline tutorial = Pipeline.tutorial();
    assertThat(tutorial.stages())
        .containsExactly(
            new Resize(Size.square(224), Fit.LETTERBOX, Interpolation.LINEAR),
            new MedianBlur(3),
            new Clahe(2.0, Size.square(8)));
    assertThat(tutorial.normalization()).isEqualTo(new Normalization.OfTrain());
    assertThat(tutorial.statisticsOf()).isEqualTo(StatisticsOf.INPUT);
    assertThat(tutorial.dtype()).isEqualTo(ElementType.FLOAT32);
  }

  @Test
  void areaInterpolationRefusesWhatItsSumsCannotHold() {
    Resize one = new Resize(new Size(2, 1), Fit.STRETCH, Interpolation.AREA);
    assertThat(one.refusal(new Size(2, 8_421_504))).isEmpty();
    assertThat(one.refusal(new Size(2, 8_421_505)))
        .contains(
            "each new pixel would be the average of 8421505 pixels, and area interpolation adds up"
                + " at most 8421504: take a larger --size, or --interpolation linear");
    assertThat(new Resize(new Size(2, 1), Fit.STRETCH, Interpolation.LINEAR))
        .satisfies(linear -> assertThat(linear.refusal(new Size(30_000, 3000))).isEmpty());
    // Where a side grows, it interpolates between two neighbours.
    assertThat(
            new Resize(new Size(1, 3), Fit.STRETCH, Interpolation.AREA)
                .refusal(new Size(90_000_000, 2)))
        .isEmpty();
    // A letterbox has fewer pixels than its target.
    Resize letterbox = new Resize(Size.square(10), Fit.LETTERBOX, Interpolation.AREA);
    assertThat(letterbox.refusal(Size.square(10_000))).isEmpty();
    assertThat(letterbox.refusal(new Size(90_000, 1000))).isPresent();
  }

  @Test
  void atMostOneStageOfAKind() {
    assertThatThrownBy(() -> of(MEDIAN, new BilateralFilter(5, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("denoise");
    assertThatThrownBy(() -> of(RESIZE, MEDIAN, RESIZE)).hasMessageContaining("resize");
    assertThatThrownBy(() -> of(CLAHE, CLAHE)).hasMessageContaining("clahe");
  }

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void onlyFloatingTypesHoldNormalisedValues(ElementType type) {
    for (Normalization how :
        List.of(new Normalization.OfTrain(), new Normalization.Fixed(0.5, 0.25))) {
      ThrowingCallable build = () -> new Pipeline(List.of(), how, StatisticsOf.INPUT, type);
      if (type == ElementType.UINT8 || type == ElementType.UINT16) {
        assertThatThrownBy(build)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(type.toString())
            .hasMessageContaining("--normalize none");
      } else {
        assertThat(new Pipeline(List.of(), how, StatisticsOf.INPUT, type).dtype()).isEqualTo(type);
      }
    }
  }

  @Test
  void sizeAndPlaceAreKnownBeforeAnyPixel() {
    assertThat(of(MEDIAN, CLAHE).outputSize(new Size(7, 9))).isEqualTo(new Size(7, 9));
    Rectangle part = new Rectangle(3, 1, new Size(7, 9));
    assertThat(of(MEDIAN, CLAHE).place(part)).isEqualTo(Placement.identity(part));
    assertThat(of(MEDIAN, RESIZE, CLAHE).outputSize(new Size(7, 9))).isEqualTo(new Size(100, 60));
    assertThat(of(MEDIAN, RESIZE).place(Rectangle.whole(new Size(60, 60))).padLeft()).isEqualTo(20);
    assertThat(of().resize()).isEmpty();
    assertThat(of(MEDIAN, RESIZE).resize()).contains(RESIZE);
  }

  @Test
  void anotherStageTakesThePlaceOfTheOldOne() {
    BilateralFilter bilateral = new BilateralFilter(5, 50, 50);
    Pipeline unusual = of(CLAHE, MEDIAN, RESIZE);
    assertThat(unusual.withStage(Stage.Kind.DENOISE, Optional.of(bilateral)))
        .isEqualTo(of(CLAHE, bilateral, RESIZE));
    assertThat(unusual.withStage(Stage.Kind.CLAHE, Optional.empty())).isEqualTo(of(MEDIAN, RESIZE));
    assertThat(of().withStage(Stage.Kind.CLAHE, Optional.empty())).isEqualTo(of());
  }

  @Test
  void aNewStageGoesWhereItsKindBelongs() {
    assertThat(of(RESIZE, CLAHE).withStage(Stage.Kind.DENOISE, Optional.of(MEDIAN)))
        .isEqualTo(of(RESIZE, MEDIAN, CLAHE));
    assertThat(of(MEDIAN).withStage(Stage.Kind.RESIZE, Optional.of(RESIZE)))
        .isEqualTo(of(RESIZE, MEDIAN));
    assertThat(of(RESIZE, MEDIAN).withStage(Stage.Kind.CLAHE, Optional.of(CLAHE)))
        .isEqualTo(of(RESIZE, MEDIAN, CLAHE));
    assertThat(of().withStage(Stage.Kind.CLAHE, Optional.of(CLAHE))).isEqualTo(of(CLAHE));
  }

  @Test
  void upToAStage() {
    Pipeline pipeline = of(CLAHE, RESIZE, MEDIAN);
    assertThat(pipeline.upTo(Stage.Kind.CLAHE)).isEqualTo(of(CLAHE));
    assertThat(pipeline.upTo(Stage.Kind.RESIZE)).isEqualTo(of(CLAHE, RESIZE));
    assertThat(pipeline.upTo(Stage.Kind.DENOISE)).isEqualTo(pipeline);
    assertThatThrownBy(() -> of(RESIZE).upTo(Stage.Kind.CLAHE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clahe");
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, 0, 1, 2, 4, 6, 7})
  void medianKernels(int kernel) {
    assertThatThrownBy(() -> new MedianBlur(kernel))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 or 5")
        .hasMessageContaining(String.valueOf(kernel));
  }

  @Test
  void bilateralRanges() {
    for (int diameter : new int[] {-5, 0, 1, 4, 16, 17}) {
      assertThatThrownBy(() -> new BilateralFilter(diameter, 1, 1))
          .hasMessageContaining("bilateral")
          .hasMessageContaining(String.valueOf(diameter));
    }
    for (double sigma : new double[] {0, -1, 1000.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new BilateralFilter(5, sigma, 1)).hasMessageContaining("bilateral");
      assertThatThrownBy(() -> new BilateralFilter(5, 1, sigma)).hasMessageContaining("bilateral");
    }
  }

  @Test
  void claheAndResizeRanges() {
    for (double limit : new double[] {0, -1, 1000.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Clahe(limit, Size.square(8))).hasMessageContaining("clahe");
    }
    assertThatThrownBy(() -> new Clahe(2, new Size(65, 8))).hasMessageContaining("64x64");
    assertThatThrownBy(() -> new Clahe(2, new Size(8, 65))).hasMessageContaining("64x64");
    assertThat(new Clahe(2, new Size(64, 64)).tiles()).isEqualTo(Size.square(64));
    assertThatThrownBy(() -> new Resize(new Size(1, 16_385), Fit.STRETCH, Interpolation.LINEAR))
        .hasMessageContaining("16384");
  }

  @Test
  void fixedNumbersMakeNoInfinities() {
    for (double std : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Normalization.Fixed(0.5, std)).hasMessageContaining("normalize");
    }
    for (double mean : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> new Normalization.Fixed(mean, 1)).hasMessageContaining("normalize");
    }
    for (double std : new double[] {1e-300, 1e-39}) {
      assertThatThrownBy(() -> new Normalization.Fixed(0.5, std)).hasMessageContaining("so small");
    }
    assertThat(new Normalization.Fixed(0.5, 1e-9).std()).isEqualTo(1e-9);
  }

  @Test
  void halfPrecisionHoldsWhatNormalisationMakes() {
    Normalization large = new Normalization.Fixed(0.5, 0.5 / 65_000);
    Normalization tooLarge = new Normalization.Fixed(0.25, 0.75 / 66_000);
    assertThat(normalized(large, ElementType.FLOAT16).normalization()).isEqualTo(large);
    assertThat(normalized(tooLarge, ElementType.FLOAT32).normalization()).isEqualTo(tooLarge);
    assertThatThrownBy(() -> normalized(tooLarge, ElementType.FLOAT16))
        .hasMessageContaining("float16 cannot hold values beyond 65504")
        .hasMessageContaining("66000");
  }

  private static Pipeline normalized(Normalization normalization, ElementType type) {
    return new Pipeline(List.of(), normalization, StatisticsOf.INPUT, type);
  }
}
