package dev.xraygpu.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.PixelSummary;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageChecksTest {
  private final ImageChecks checks = new ImageChecks(QualityThresholds.DEFAULT);

  private static ImageHeader header(ImageFormat format, Size stored, int orientation) {
    return new ImageHeader(format, stored, orientation, PixelType.U8, false, "detail");
  }

  private List<String> sizeFindings(Size size) {
    return checks.ofHeader("a.png", header(ImageFormat.PNG, size, 1)).stream()
        .map(finding -> finding.code() + " " + finding.severity())
        .toList();
  }

  @Test
  void smallSides() {
    assertThat(sizeFindings(new Size(49, 500))).containsExactly("too-small error");
    assertThat(sizeFindings(new Size(500, 49))).containsExactly("too-small error");
    assertThat(sizeFindings(new Size(50, 500))).containsExactly("too-small warning");
    assertThat(sizeFindings(new Size(500, 99))).containsExactly("too-small warning");
    assertThat(sizeFindings(new Size(100, 100))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "train/A/x.png,PNG,false",
    "train/A/x.PNG,PNG,false",
    "x.jpeg,JPEG,false",
    "x.jpg,PNG,true",
    "x.tif,JPEG,true",
    "x.png.jpg,JPEG,false",
    "a.png/x,JPEG,false",
    "noextension,JPEG,false",
    "x.dat,JPEG,false",
    ".png,JPEG,true"
  })
  void extensions(String path, ImageFormat format, boolean wrong) {
    List<Finding> findings = checks.ofHeader(path, header(format, Size.square(200), 1));
    assertThat(findings).hasSize(wrong ? 1 : 0);
    if (wrong) {
      assertThat(findings.get(0).code()).isEqualTo(FindingCode.WRONG_EXTENSION);
      assertThat(findings.get(0).severity()).isEqualTo(Severity.INFO);
      assertThat(findings.get(0).message()).contains(format.title());
    }
  }

  @Test
  void colourChannels() {
    assertThat(color(OptionalLong.of(0)))
        .isEqualTo("info baseline, 3 components: gray stored as colour; converted to gray by luma");
    assertThat(color(OptionalLong.of(3)))
        .isEqualTo(
            "info baseline, 3 components: 3 of 40,000 pixels (0.01 %) are coloured; converted to gray"
                + " by luma");
    assertThat(color(OptionalLong.of(4)))
        .startsWith("warning baseline, 3 components: 4 of 40,000 pixels (0.01 %) are coloured");
    assertThat(color(OptionalLong.of(13_332))).contains("13,332 of 40,000 pixels (33.33 %)");
    assertThat(color(OptionalLong.empty()))
        .isEqualTo("info baseline, 3 components: colour channels; converted to gray by luma");
    assertThat(
            checks.ofColor(
                "a.png", header(ImageFormat.PNG, Size.square(200), 1), OptionalLong.of(0)))
        .isEmpty();
  }

  private String color(OptionalLong colored) {
    ImageHeader header =
        new ImageHeader(
            ImageFormat.JPEG, Size.square(200), 1, PixelType.U8, true, "baseline, 3 components");
    Finding finding = checks.ofColor("a.jpg", header, colored).orElseThrow();
    assertThat(finding.code()).isEqualTo(FindingCode.COLOR);
    return finding.severity() + " " + finding.message();
  }

  @Test
  void blackness() {
    assertThat(checks.ofPixels("a", new PixelSummary(PixelType.U8, 1000, 4999, false)))
        .extracting(Finding::message)
        .containsExactly("the mean is 4.99 of 255, under 5.0");
    assertThat(checks.ofPixels("a", new PixelSummary(PixelType.U8, 1000, 5000, false))).isEmpty();
    assertThat(checks.ofPixels("a", new PixelSummary(PixelType.U16, 1000, 1_284_999, false)))
        .extracting(Finding::code)
        .containsExactly(FindingCode.NEARLY_BLACK);
    assertThat(checks.ofPixels("a", new PixelSummary(PixelType.U16, 1000, 1_285_000, false)))
        .isEmpty();
  }

  @Test
  void constancy() {
    assertThat(checks.ofPixels("a", new PixelSummary(PixelType.U8, 10, 1280, true)))
        .extracting(Finding::code, Finding::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                FindingCode.CONSTANT, "all 10 pixels have the value 128"));
    assertThat(checks.ofPixels("a", new PixelSummary(PixelType.U8, 10, 0, true)))
        .extracting(Finding::code)
        .containsExactly(FindingCode.CONSTANT, FindingCode.NEARLY_BLACK);
  }

  @Test
  void codesAreStableWords() {
    assertThat(FindingCode.values())
        .extracting(FindingCode::toString)
        .containsExactlyInAnyOrder(
            "unreadable",
            "truncated",
            "too-small",
            "nearly-black",
            "constant",
            "unsupported",
            "too-large",
            "wrong-extension",
            "color",
            "not-an-image",
            "outside-root",
            "no-split",
            "split-in-name",
            "nested-copy",
            "segmentation-mask",
            "unused-range",
            "mixed-depths",
            "dataset-in-subfolder",
            "missing-file",
            "no-label",
            "missing-acquisition",
            "missing-region",
            "denoise-too-strong",
            "stage-failed",
            "burned-in-annotation",
            "class-in-one-split",
            "class-names-alike",
            "color-among-gray",
            "exact-duplicate",
            "extra-pixel-data",
            "inverted",
            "label-conflict",
            "label-contradiction",
            "labels-differ",
            "leakage-duplicate",
            "leakage-patient",
            "near-duplicate",
            "patient-label-conflict",
            "pixel-values-out-of-range",
            "rare-class",
            "same-pixels",
            "shortcut",
            "size-mismatch",
            "split-shift",
            "study-label-conflict",
            "unusual-aspect",
            "unusual-brightness",
            "unusual-contrast",
            "unusual-sharpness",
            "unusual-size",
            "window-unusable",
            "burned-in-text",
            "crop-uncertain");
    assertThat(FindingCode.values())
        .allSatisfy(code -> assertThat(code.remedy()).isNotBlank().endsWith("."));
  }
}
