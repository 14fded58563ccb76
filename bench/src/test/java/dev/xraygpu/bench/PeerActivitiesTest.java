package dev.xraygpu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PeerActivitiesTest {
  @TempDir Path folder;

  @Test
  void whatIsNotThereIsNamedWithItsReason()
      throws IOException, InterruptedException, DatasetException {
    Path scripts = Files.createDirectory(folder.resolve("peers"));
    Files.writeString(scripts.resolve("fast.py"), "import nothing\n");
    PeerActivities found =
        PeerActivities.find(scripts, "no-such-python", folder, folder, List.of(1, 2));
    assertThat(found.activities()).noneMatch(PeerProcess.class::isInstance);
    assertThat(found.missing()).last().asString().contains("no-such-python");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // no signals, and no sh
  void aScriptThatASignalEndsSaysHowItEnded() throws Exception {
    // The interpreter is a shell here, so that the test needs no Python.
    Path script = folder.resolve("crash.py");
    Files.writeString(script, "[ \"$1\" = --check ] && exit 0; echo half a line; kill -SEGV $$\n");
    assertThat(PeerProcess.missing("sh", script)).isEmpty();
    PeerProcess peer = new PeerProcess("sh", script, folder, folder, 2);
    assertThatThrownBy(peer::run)
        .isInstanceOf(PeerException.class)
        .hasMessageStartingWith(
            "crash with 2 threads is left out: it was ended by signal 11 (SIGSEGV): half a line (");
    Files.writeString(script, "kill -KILL $$\n");
    assertThat(PeerProcess.missing("sh", script).orElseThrow())
        .startsWith("crash is left out: it was ended by signal 9");
    Files.writeString(script, "echo install nothing; exit 3\n");
    assertThat(PeerProcess.missing("sh", script)).contains("crash is left out: install nothing");
    Files.writeString(script, "exit 7\n");
    assertThatThrownBy(new PeerProcess("sh", script, folder, folder, 1)::run)
        .hasMessageStartingWith("crash with 1 thread is left out: it ended with exit code 7 (");
    Files.writeString(script, "echo no numbers\n");
    assertThatThrownBy(peer::run)
        .isInstanceOf(PeerException.class)
        .hasMessageEndingWith("printed no JSON: no numbers");
  }
}
