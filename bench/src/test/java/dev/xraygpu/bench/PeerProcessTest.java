package dev.xraygpu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The peers here are scripts of a shell, which stands in for Python. */
@DisabledOnOs(OS.WINDOWS)
class PeerProcessTest {
  @TempDir Path folder;

  private PeerProcess peer(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("some_peer.py"), script);
    return new PeerProcess("sh", file, folder, folder, 2);
  }

  @Test
  void theLastLineIsTheOutcome() throws Exception {
    PeerProcess peer =
        peer(
            """
            echo a warning >&2
            echo '{"images":3,"pixels":12,"seconds":0.5,"cpu_seconds":0.75,"remark":"same"}'
            """);
    Activity.Outcome outcome = peer.run();
    assertThat(outcome.work()).isEqualTo(new Work(3, 12, 0));
    assertThat(outcome.toString()).contains("0.5", "0.75", "same");
  }

  @Test
  void aPeerThatFailsIsLeftOutWithItsLastLine() throws Exception {
    PeerProcess peer = peer("echo first\necho 'no such module'\nexit 1\n");
    assertThatThrownBy(peer::run)
        .isInstanceOf(PeerException.class)
        .hasMessageContaining("some peer with 2 threads is left out: it ended with exit code 1")
        .hasMessageContaining("no such module");
  }

  @Test
  void aPeerThatCannotStartSaysWhatToInstall() throws Exception {
    Path file = Files.writeString(folder.resolve("p.py"), "echo install it with pip\nexit 3\n");
    assertThat(PeerProcess.missing("sh", file)).contains("p is left out: install it with pip");
    Files.writeString(file, "echo 'ValueError: 5'\nexit 1\n");
    assertThat(PeerProcess.missing("sh", file))
        .contains("p is left out: it ended with exit code 1: ValueError: 5");
    assertThat(PeerProcess.missing("sh", Files.writeString(file, "exit 0\n")))
        .isEqualTo(Optional.empty());
  }

  @Test
  void aPeerEndsWithTheMeasurementThatIsInterrupted() throws Exception {
    Path pid = folder.resolve("pid");
    PeerProcess peer =
        peer("echo $$ > " + pid + ".part; mv " + pid + ".part " + pid + "; exec sleep 60\n");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread measuring =
        new Thread(
            () -> {
              try {
                peer.run();
              } catch (Exception e) {
                thrown.set(e);
              }
            });
    measuring.start();
    for (int i = 0; i < 1000 && !Files.exists(pid); i++) {
      Thread.sleep(10);
    }
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    measuring.interrupt();
    measuring.join(10_000);
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    try {
      for (int i = 0; i < 500 && process.isAlive(); i++) {
        Thread.sleep(10);
      }
      assertThat(process.isAlive()).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }
}
