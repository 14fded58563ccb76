package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PngAnimationTest {
  private final byte[] still = SampleImages.encode(SampleImages.gray(60, 50), "png");

  private byte[] animated(int frames) {
    byte[] control = ByteBuffer.allocate(8).putInt(frames).array();
    return SampleImages.insertChunk(still, "acTL", control);
  }

  @Test
  void framesThatAreLeftOutAreTold() {
    assertThat(PngAnimation.notes(ByteBuffer.wrap(animated(3))))
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.code()).isEqualTo(FindingCode.EXTRA_PIXEL_DATA);
              assertThat(note.message())
                  .isEqualTo("the PNG is an animation of 3 frames: its still image is the image");
            });
  }

  @Test
  void aSingleFrameIsNoLoss() {
    assertThat(PngAnimation.notes(ByteBuffer.wrap(still))).isEmpty();
    assertThat(PngAnimation.notes(ByteBuffer.wrap(animated(1)))).isEmpty();
  }

  @Test
  void everyCutIsReadToItsEnd() {
    byte[] file = animated(3);
    for (int length = 0; length < file.length; length++) {
      assertThat(PngAnimation.notes(ByteBuffer.wrap(Arrays.copyOf(file, length))))
          .hasSizeLessThan(2);
    }
  }
}
