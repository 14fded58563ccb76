package dev.xraygpu.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xraygpu.denoise.DenoiseGuard.Measurement;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.FaultKind;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.pipeline.StageText;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DenoiseGuardTest {
  private static final FaultChoices FLAG = choice(FaultChoice.FLAG);
  private static final Size SIZE = new Size(260, 240);

  private static FaultChoices choice(FaultChoice choice) {
    return new FaultChoices(Map.of(FaultKind.DENOISE_TOO_STRONG, choice));
  }

  private static Stage denoise(String text) {
    try {
      return StageText.denoise(text).orElseThrow();
    } catch (PipelineFormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Optional<Measurement> measure(HostImage image, String filter) {
    DenoiseGuard guard = DenoiseGuard.of(List.of(denoise(filter)), FLAG).orElseThrow();
    return guard.measure(image, Rectangle.whole(image.size()));
  }

  /** Ribs of 5 pixels' width with edges and normal noise, in units of 8 bits. */
  private static HostImage ribs(PixelType type, double contrast, double noise) {
    Random random = new Random(5);
    return SyntheticImages.of(
        type,
        SIZE,
        (x, y) -> {
          double rib = Math.tanh(2 * Math.sin((y + x / 4.0) * Math.PI / 5));
          double value = 120 + contrast * rib + noise * random.nextGaussian();
          return (int) Math.round(value * type.maxValue() / 255.0);
        });
  }

  @Test
  void whatTakesNothingIsNothing() {
    GrayTile tile = tile();
    StructureLoss loss = StructureLoss.of(tile, tile);
    assertThat(loss.onEdges()).isZero();
    assertThat(loss.offEdges()).isZero();
    assertThat(loss.hasStructure()).isTrue();
  }

  @Test
  void whatTakesHalfOrAllIsThat() {
    GrayTile tile = tile();
    int[] half = new int[tile.values().length];
    for (int i = 0; i < half.length; i++) {
      half[i] = 100 + (tile.values()[i] - 100) / 2;
    }
    StructureLoss ofHalf = StructureLoss.of(tile, new GrayTile(tile.side(), half));
    assertThat(ofHalf.onEdges()).isCloseTo(0.5, within(0.01));
    StructureLoss ofAll =
        StructureLoss.of(tile, new GrayTile(tile.side(), new int[tile.values().length]));
    assertThat(ofAll.onEdges()).isCloseTo(1, within(1e-9));
    assertThat(ofAll.offEdges()).isCloseTo(1, within(1e-9));
  }

  // Even values, so that their halves are whole.
  private static GrayTile tile() {
    int side = 22;
    int[] values = new int[side * side];
    for (int i = 0; i < values.length; i++) {
      int row = i / side;
      values[i] = 100 + 2 * (int) (30 * Math.sin(i % side) + 15 * Math.cos(row));
    }
    return new GrayTile(side, values);
  }

  @Test
  void noiseIsEstimated() {
    Measurement measured = measure(ribs(PixelType.U8, 30, 4), "median:3").orElseThrow();
    assertThat(measured.noise()).isCloseTo(4, within(1.2));
    assertThat(measured.tiles()).isEqualTo(9);
  }

  @Test
  void strongFiltersAreTold() {
    for (PixelType type : PixelType.values()) {
      HostImage image = ribs(type, 25, 3);
      assertThat(measure(image, "bilateral:9:150:150").orElseThrow().onEdges())
          .isGreaterThan(DenoiseGuard.LIMIT);
      assertThat(measure(image, "non-local-means:60:5:11").orElseThrow().onEdges())
          .isGreaterThan(DenoiseGuard.LIMIT);
      assertThat(measure(image, "median:3").orElseThrow().onEdges()).isLessThan(0.2);
      assertThat(measure(image, "bilateral:5:6:2").orElseThrow().onEdges()).isLessThan(0.2);
    }
  }

  @Test
  void noiseAloneIsNothingToMiss() {
    assertThat(measure(ribs(PixelType.U8, 0, 5), "non-local-means:20:5:11")).isEmpty();
    assertThat(measure(SyntheticImages.constant(PixelType.U16, SIZE, 7), "bilateral:9:150:150"))
        .isEmpty();
    assertThat(measure(SyntheticImages.noise(PixelType.U8, new Size(1, 47), 1), "median:5"))
        .isEmpty();
  }

  @Test
  void theFindingSaysHowMuch() {
    DenoiseGuard guard =
        DenoiseGuard.of(List.of(denoise("bilateral:9:150:150")), FaultChoices.NONE).orElseThrow();
    HostImage image = ribs(PixelType.U8, 25, 2);
    assertThat(guard.check("a.png", image, Rectangle.whole(SIZE)))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.DENOISE_TOO_STRONG);
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.path()).isEqualTo("a.png");
              assertThat(finding.message())
                  .matches(
                      "bilateral takes \\d+ % of the structure on edges \\(limit 40 %\\) and \\d+ % of"
                          + " what is between them; the noise is \\d\\.\\d of 255");
            });
  }

  @Test
  void onlyThePartThatIsKeptIsLookedAt() {
    HostImage ribs = ribs(PixelType.U8, 25, 2);
    HostImage half =
        SyntheticImages.of(
            PixelType.U8, SIZE, (x, y) -> x < SIZE.width() / 2 ? 90 : ribs.get(x, y));
    DenoiseGuard guard =
        DenoiseGuard.of(List.of(denoise("bilateral:9:150:150")), FLAG).orElseThrow();
    Size part = new Size(SIZE.width() / 2, SIZE.height());
    assertThat(guard.measure(half, new Rectangle(0, 0, part))).isEmpty();
    assertThat(guard.measure(half, new Rectangle(SIZE.width() / 2, 0, part))).isPresent();
  }

  @Test
  void theImageIsJudgedAtTheSizeThatTheFilterGets() {
    HostImage image = ribs(PixelType.U8, 25, 0);
    Stage enlarge = new Resize(Size.square(780), Fit.LETTERBOX, Interpolation.LINEAR);
    Stage median = denoise("median:5");
    double small = measure(image, "median:5").orElseThrow().onEdges();
    double large =
        DenoiseGuard.of(List.of(enlarge, median), FLAG)
            .orElseThrow()
            .measure(image, Rectangle.whole(SIZE))
            .orElseThrow()
            .onEdges();
    double later =
        DenoiseGuard.of(List.of(median, enlarge), FLAG)
            .orElseThrow()
            .measure(image, Rectangle.whole(SIZE))
            .orElseThrow()
            .onEdges();
    assertThat(large).isLessThan(small / 2);
    assertThat(later).isEqualTo(small);
  }

  @Test
  void theDefaultFilterIsJudgedWhereAskedFor() {
    List<Stage> stages = Pipeline.tutorial().stages();
    assertThat(DenoiseGuard.of(stages, FaultChoices.NONE)).isEmpty();
    assertThat(DenoiseGuard.of(stages, FLAG)).isPresent();
    assertThat(DenoiseGuard.of(List.of(denoise("median:5")), FaultChoices.NONE)).isPresent();
    assertThat(DenoiseGuard.of(List.of(denoise("median:5")), choice(FaultChoice.LEAVE))).isEmpty();
    assertThat(DenoiseGuard.of(List.of(), FLAG)).isEmpty();
  }
}
