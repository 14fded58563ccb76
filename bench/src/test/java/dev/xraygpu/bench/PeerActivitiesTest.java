package dev.xraygpu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
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
}
