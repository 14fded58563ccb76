package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuDeviceProviderTest {
  private static final String LIBRARY = "/cache/libjniopencv_core.so: libopenblas.so.0: ";

  @Test
  void aLibraryThatIsNotThereIsBuilt() {
    assertThat(remedy("cannot open shared object file")).contains("./mvnw package");
  }

  @Test
  void aLibraryThatIsRefusedMemoryIsNotBuiltAgain() {
    assertThat(remedy("failed to map segment from shared object"))
        .contains("ulimit -v")
        .contains("noexec", "-Dorg.bytedeco.javacpp.cachedir=")
        .doesNotContain("mvnw");
  }

  @Test
  void tooFewFilesMayBeOpen() {
    assertThat(remedy("cannot open shared object file: Too many open files"))
        .isEqualTo("Allow more open files at a time: ulimit -n.");
  }

  private static String remedy(String problem) {
    Throwable root = new UnsatisfiedLinkError(LIBRARY + problem);
    return CpuDeviceProvider.unavailable(new NoClassDefFoundError().initCause(root)).remedy();
  }
}
