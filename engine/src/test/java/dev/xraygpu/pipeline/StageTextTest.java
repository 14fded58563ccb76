package dev.xraygpu.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.image.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTextTest {
  @Test
  void sizes() throws PipelineFormatException {
    assertThat(StageText.size("size", "224")).isEqualTo(Size.square(224));
    assertThat(StageText.size("size", "640x480")).isEqualTo(new Size(640, 480));
    assertThat(StageText.size("size", " 640X480 ")).isEqualTo(new Size(640, 480));
    assertThat(StageText.size("size", "640 x 480")).isEqualTo(new Size(640, 480));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "0", "-1", "1x", "x1", "1x2x3", "1.5", "99999999999", "1x0", "a"})
  void otherSizes(String text) {
    assertThatThrownBy(() -> StageText.size("--size", text))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageContaining("--size")
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void denoising() throws PipelineFormatException {
    assertThat(StageText.denoise("median:3")).contains(new MedianBlur(3));
    assertThat(StageText.denoise("MEDIAN:5")).contains(new MedianBlur(5));
    assertThat(StageText.denoise("median")).contains(new MedianBlur(3));
    assertThat(StageText.denoise("bilateral")).contains(new BilateralFilter(5, 50, 50));
    assertThat(StageText.denoise("bilateral:7:12.5:3")).contains(new BilateralFilter(7, 12.5, 3));
    assertThat(StageText.denoise("non-local-means")).contains(new NonLocalMeans(3, 7, 21));
    assertThat(StageText.denoise("non-local-means:2.5")).contains(new NonLocalMeans(2.5, 7, 21));
    assertThat(StageText.denoise("Non-Local-Means:4:5:13")).contains(new NonLocalMeans(4, 5, 13));
    assertThat(StageText.denoise("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none:1",
        "median:",
        "median:x",
        "median:4",
        "median:3:3",
        "gauss:3",
        "bilateral:5",
        "bilateral:5:50",
        "bilateral:5:50:50:50",
        "bilateral:5:a:b",
        "bilateral:4:50:50",
        "bilateral:5:NaN:50",
        "non-local-means:",
        "non-local-means:0",
        "non-local-means:101",
        "non-local-means:NaN",
        "non-local-means:3:7",
        "non-local-means:3:8:21",
        "non-local-means:3:17:21",
        "non-local-means:3:7:37",
        "non-local-means:3:7:1",
        "non-local-means:3:7:21:1",
        "non-local-means:3:x:21"
      })
  void otherDenoising(String text) {
    assertThatThrownBy(() -> StageText.denoise(text))
        .isInstanceOf(PipelineFormatException.class)
        .message()
        .containsAnyOf("denoise", "median", "bilateral", "non-local-means");
  }

  @Test
  void clahe() throws PipelineFormatException {
    assertThat(StageText.clahe("2.0:8x8")).contains(new Clahe(2, Size.square(8)));
    assertThat(StageText.clahe("3")).contains(new Clahe(3, Size.square(8)));
    assertThat(StageText.clahe("0.5:4x6")).contains(new Clahe(0.5, new Size(4, 6)));
    assertThat(StageText.clahe("None")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "2:", "2:8x8:1", "x:8x8", "2:x", "0:8x8", "NaN", "2:65x8"})
  void otherClahe(String text) {
    assertThatThrownBy(() -> StageText.clahe(text))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageContaining("clahe");
  }

  @Test
  void constants() throws PipelineFormatException {
    assertThat(StageText.constant(Fit.class, "fit", " Letterbox ")).isEqualTo(Fit.LETTERBOX);
    assertThatThrownBy(() -> StageText.constant(Fit.class, "--resize", "crop"))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessage("--resize: expected one of letterbox, stretch, not 'crop'");
  }
}
