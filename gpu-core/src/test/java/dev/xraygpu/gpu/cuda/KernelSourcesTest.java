package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module that the device loads is what nvcc makes of the kernels' sources. */
class KernelSourcesTest {
  private static final Path SOURCES = Path.of("src", "main", "cuda");
  private static final String REMEDY = "run gpu-core/compile-kernels with nvcc 13.0";

  private final String ptx = new String(Kernels.ptx(), StandardCharsets.US_ASCII);

  @Test
  void theModuleNamesTheseSources() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    }
    assertThat(ptx.lines().findFirst())
        .as(REMEDY)
        .hasValue("// SHA-256 of src/main/cuda: " + HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void nvccMakesTheModuleOfTheSources(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path compiled = folder.resolve("kernels.ptx");
    Ended ended = run(folder, "./compile-kernels", compiled.toString());
    if (ended.log().contains("not found") || ended.log().contains("nvcc 13.0 is needed")) {
      skip(ended.log().strip());
    }
    assertThat(ended.status()).as(ended.log()).isZero();
    assertThat(Files.readString(compiled)).as(REMEDY).isEqualTo(ptx);
  }

  /**
   * What the driver does when a device is opened, by the same compiler: no kernel may need memory
   * for what does not fit the registers. Turing, Ampere, Ada, Hopper, and Blackwell.
   */
  @ParameterizedTest
  @ValueSource(strings = {"75", "80", "86", "89", "90", "100", "120"})
  void theModuleCompilesForEachGpuWithoutSpilling(String compute, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path module = Files.writeString(folder.resolve("kernels.ptx"), ptx);
    String target = folder.resolve("kernels.cubin").toString();
    Ended ended =
        run(folder, "ptxas", "-v", "-arch=sm_" + compute, "-o", target, module.toString());
    if (ended.log().contains("Unsupported .version")) {
      skip("this ptxas is older than the module");
    }
    assertThat(ended.status()).as(ended.log()).isZero();
    assertThat(ended.log().lines().filter(line -> line.contains("spill")))
        .hasSameSizeAs(Kernel.values())
        .allMatch(
            line ->
                line.strip()
                    .equals("0 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads"));
  }

  private record Ended(int status, String log) {}

  private static Ended run(Path folder, String... command)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      skip(String.valueOf(e.getMessage()));
      throw e;
    }
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), Files.readString(log));
  }

  private static void skip(String why) {
    String reason = "KernelSourcesTest: compiling the kernels is skipped: " + why;
    System.out.println(reason);
    Assumptions.abort(reason);
  }

  @Test
  void theModuleIsForTuringAndLaterAndHoldsNoFusedOperationThatNobodyAskedFor() {
    assertThat(ptx).contains(".version 9.0\n.target sm_75\n.address_size 64");
    for (Kernel kernel : Kernel.values()) {
      assertThat(ptx).contains(".entry " + kernel.entry() + "(");
    }
    // Each kernel is in a file of its stage; only the bilateral filter fuses.
    for (String entry : ptx.split("\\.visible \\.entry ")) {
      if (!entry.startsWith("bilateral_") && !entry.startsWith("//")) {
        assertThat(entry).doesNotContain("fma.rn.f32", "mad.f32", ".approx", ".ftz");
      }
    }
    assertThat(ptx).as("a path of the machine it was compiled on").doesNotContain(".cu\"", ".h\"");
  }
}
