package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenCvMessageTest {
  @Test
  void leavesOutPathsCodesAndFurtherLines() {
    String message =
        OpenCvMessage.of(
            new IllegalStateException(
                "OpenCV(4.13.0) /build/modules/imgcodecs/src/grfmt_bmp.cpp:93: error:"
                    + " (-215:Assertion failed) size > 0 in function 'readHeader'\n> more\n"));

    assertThat(message).isEqualTo("OpenCV refuses it: size > 0");
  }

  @Test
  void keepsOtherMessagesShort() {
    assertThat(OpenCvMessage.of(new IllegalStateException("x".repeat(5000)))).hasSizeLessThan(300);
    assertThat(OpenCvMessage.of(new IllegalStateException()))
        .isEqualTo("OpenCV refuses it: IllegalStateException");
  }
}
