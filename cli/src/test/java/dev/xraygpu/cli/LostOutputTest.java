package dev.xraygpu.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class LostOutputTest {
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  private int exitCode(int code, OutputStream file) {
    PrintStream printed = new PrintStream(file, true, UTF_8);
    printed.println("{\"images\": 3}");
    return LostOutput.exitCode(code, printed, file, new PrintStream(complaints, true, UTF_8));
  }

  @Test
  void aFullDiskIsAFailure() {
    assertThat(exitCode(0, failing("No space left on device"))).isEqualTo(1);
    assertThat(complaints.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            "xray-gpu: standard output could not be written: No space left on device\n");
  }

  @Test
  void anotherFailureKeepsItsCode() {
    assertThat(exitCode(3, failing("No space left on device"))).isEqualTo(3);
  }

  @Test
  void aReaderThatHadEnoughIsNone() {
    assertThat(exitCode(0, failing("Broken pipe"))).isZero();
    assertThat(complaints.size()).isZero();
  }

  @Test
  void whatArrivedIsNeitherChangedNorSpokenOf() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    assertThat(exitCode(0, file)).isZero();
    assertThat(file.toString(UTF_8)).isEqualToNormalizingNewlines("{\"images\": 3}\n");
    assertThat(complaints.size()).isZero();
  }
}
