package dev.xraygpu.gpu.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.gpu.CudaFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenCvFailureTest {
  private static RuntimeException thrown(int number, String name, String message) {
    return new RuntimeException(
        "OpenCV(4.13.0) /src/gpu_mat.cu:121: error: ("
            + number
            + ":"
            + name
            + ") "
            + message
            + " in function 'allocate'\n");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 'out of memory', OUT_OF_MEMORY",
    "0, 'out of memory', OUT_OF_MEMORY",
    "700, 'an illegal memory access was encountered', DEVICE_LOST",
    "1, 'invalid argument', CALL_FAILED",
    "0, 'NPP_NOT_SUPPORTED_MODE_ERROR', CALL_FAILED",
  })
  void aFailedCallOfCuda(int last, String message, CudaFailure failure) throws OpenCvRefusal {
    CudaException e =
        new OpenCvFailure(() -> last).of("upload", thrown(-217, "Gpu API call", message));
    assertThat(e.failure()).isEqualTo(failure);
    assertThat(e).hasMessageContaining("upload failed with " + message);
  }

  @Test
  void noMemoryAndNoCuda() throws OpenCvRefusal {
    OpenCvFailure failure = new OpenCvFailure(() -> 0);
    assertThat(failure.of("x", thrown(-4, "Insufficient memory", "Failed to allocate")).failure())
        .isEqualTo(CudaFailure.OUT_OF_MEMORY);
    assertThat(failure.of("x", thrown(-216, "No CUDA support", "The library")).failure())
        .isEqualTo(CudaFailure.DEVICE_LOST);
  }

  @Test
  void anAssertionIsTheImagesFault() {
    OpenCvFailure failure = new OpenCvFailure(() -> 0);
    assertThatThrownBy(
            () ->
                failure.of(
                    "cuda::CLAHE", thrown(-215, "Assertion failed", "src.type() == CV_8UC1")))
        .isInstanceOf(OpenCvRefusal.class)
        .hasMessage("OpenCV refuses it: cuda::CLAHE: src.type() == CV_8UC1");
    assertThatThrownBy(() -> failure.of("copy", new IllegalStateException("elsewhere")))
        .isInstanceOf(OpenCvRefusal.class)
        .hasMessage("copy: elsewhere");
    assertThat(failure.ofDevice("a stream", new IllegalStateException("elsewhere")).failure())
        .isEqualTo(CudaFailure.CALL_FAILED);
  }
}
