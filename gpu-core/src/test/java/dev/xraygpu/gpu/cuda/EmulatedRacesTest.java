package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * All kernels of the module, with each of their accesses to memory noted: no two threads touch a
 * byte in an order that no barrier decides, unless both read or both count, and no block reads
 * shared memory that it has not written. What a GPU's order of threads could change is nothing.
 */
class EmulatedRacesTest {
  private static final Path LOG = Path.of("target", "emulator", "races.log");

  @Test
  void noResultDependsOnTheOrderOfThreads() throws IOException, InterruptedException {
    Path library =
        EmulatorProcess.libraryOrSkip(
            EmulatedRacesTest.class,
            () ->
                EmulatorLibrary.buildModule(
                    "emulator-races",
                    List.of("-O2", "-march=native", "-DCHECK_RACES"),
                    Kernels.ptx()));
    Process process =
        EmulatorProcess.of(SanitizedWorkload.class, library).redirectOutput(LOG.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(LOG)).isEqualTo("done\n");
    assertThat(process.exitValue()).isZero();
  }
}
