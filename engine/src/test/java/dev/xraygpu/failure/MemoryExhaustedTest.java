package dev.xraygpu.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryExhaustedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Java heap space",
        "GC overhead limit exceeded",
        "Cannot reserve 4194304 bytes of direct buffer memory (allocated: 1, limit: 2)",
        "Requested array size exceeds VM limit"
      })
  void javasOwnLimitIsRaised(String message) {
    assertThat(MemoryExhausted.remedy(new OutOfMemoryError(message))).contains("-Xmx4g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unable to allocate 123456789 bytes",
        "unable to create native thread: possibly out of memory or process/resource limits reached",
        "Map failed",
        "Cannot allocate new BytePointer(100000000): totalBytes = 1G, physicalBytes = 2G"
      })
  void whatTheSystemRefusesIsNotAskedOfJava(String message) {
    assertThat(MemoryExhausted.remedy(new OutOfMemoryError(message)))
        .contains("ulimit -v")
        .doesNotContain("-Xmx");
  }

  @Test
  void librariesWithoutRoom() {
    assertThat(
            MemoryExhausted.isOfSystem(
                new UnsatisfiedLinkError("lib.so: failed to map segment from shared object")))
        .isTrue();
    assertThat(
            MemoryExhausted.isOfSystem(
                new UnsatisfiedLinkError("lib.so: cannot open shared object file")))
        .isFalse();
    assertThat(MemoryExhausted.isOfSystem(new UnsatisfiedLinkError())).isFalse();
  }

  @Test
  void theCauseThatSaysSoMayBeWrapped() {
    Throwable refused = new OutOfMemoryError("Cannot allocate new BytePointer(100)");
    Throwable wrapped = new NoClassDefFoundError("opencv_core").initCause(refused);
    OutOfMemoryError outer = new OutOfMemoryError();
    outer.initCause(wrapped);

    assertThat(MemoryExhausted.isOfSystem(wrapped)).isTrue();
    assertThat(MemoryExhausted.remedy(outer)).contains("ulimit -v").doesNotContain("-Xmx");
  }

  @Test
  void causesThatGoRoundInACircleHaveAnEnd() {
    Throwable first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));

    assertThat(MemoryExhausted.isOfSystem(first)).isFalse();
  }
}
