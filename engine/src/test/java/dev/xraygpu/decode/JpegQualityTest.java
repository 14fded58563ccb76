package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judged by the JDK's encoder, which scales the same tables in its own way. */
class JpegQualityTest {
  @ParameterizedTest
  @ValueSource(ints = {10, 30, 50, 75, 90, 95})
  void findsTheSettingOfAnotherEncoder(int quality) {
    byte[] gray = SampleImages.jpeg(SampleImages.gray(64, 48), quality / 100f);
    assertThat(JpegQuality.of(ByteBuffer.wrap(gray)).orElseThrow())
        .isBetween(quality - 1, quality + 1);
    byte[] color = SampleImages.jpeg(SampleImages.color(64, 48), quality / 100f);
    assertThat(JpegQuality.of(ByteBuffer.wrap(color)).orElseThrow())
        .isBetween(quality - 1, quality + 1);
  }

  @Test
  void whatIsNoWholeJpegHasNoQualityAndNoFailure() {
    byte[] jpeg = SampleImages.jpeg(SampleImages.gray(64, 48), 0.8f);
    for (int length = 2; length < 200; length++) {
      JpegQuality.of(ByteBuffer.wrap(Arrays.copyOf(jpeg, length)));
    }
    assertThat(JpegQuality.of(ByteBuffer.wrap(Arrays.copyOf(jpeg, 10)))).isEmpty();
    byte[] text = "\u00ff\u00d8 no JPEG".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(JpegQuality.of(ByteBuffer.wrap(text))).isEmpty();
  }
}
