package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * All kernels under AddressSanitizer and UndefinedBehaviorSanitizer: no access beyond any image,
 * table, result or shared array, and no undefined arithmetic. In a Java process of its own, because
 * AddressSanitizer has to be loaded before everything else.
 */
class EmulatedSanitizerTest {
  private static final Path LOG = Path.of("target", "emulator", "sanitizer.log");

  @Test
  void noKernelLeavesItsMemoryOrDefinedArithmetic() throws IOException, InterruptedException {
    Path library =
        EmulatorProcess.libraryOrSkip(
            EmulatedSanitizerTest.class,
            () ->
                EmulatorLibrary.build(
                    "emulator-sanitized",
                    List.of(
                        "-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")));
    Path runtime =
        EmulatorProcess.libraryOrSkip(EmulatedSanitizerTest.class, EmulatedSanitizerTest::runtime);
    ProcessBuilder builder =
        EmulatorProcess.of(SanitizedWorkload.class, library).redirectOutput(LOG.toFile());
    builder.environment().put("LD_PRELOAD", runtime.toString());
    // Java handles its own signals, and does not free everything at its end.
    builder
        .environment()
        .put("ASAN_OPTIONS", "detect_leaks=0:handle_segv=0:use_sigaltstack=0:exitcode=99");
    builder.environment().put("UBSAN_OPTIONS", "print_stacktrace=1");
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(LOG)).endsWith("done\n");
    assertThat(process.exitValue()).isZero();
  }

  private static Path runtime() throws IOException {
    Process process = new ProcessBuilder("g++", "-print-file-name=libasan.so").start();
    byte[] printed = process.getInputStream().readAllBytes();
    Path found = Path.of(new String(printed, StandardCharsets.UTF_8).strip());
    if (!found.isAbsolute()) {
      throw new IOException("libasan.so is missing");
    }
    return found.toRealPath();
  }
}
