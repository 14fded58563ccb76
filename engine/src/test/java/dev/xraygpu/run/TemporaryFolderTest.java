package dev.xraygpu.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir private Path parent;

  private TemporaryFolder filled() throws IOException {
    TemporaryFolder folder = TemporaryFolder.in(parent, "t-");
    Path inner = Files.createDirectory(folder.path().resolve("inner"));
    Files.writeString(inner.resolve("a"), "a");
    Files.writeString(folder.path().resolve("b"), "b");
    return folder;
  }

  @Test
  void isDeletedAtTheEndAndLeavesNoHook() throws IOException {
    TemporaryFolder folder = filled();
    folder.close();
    assertThat(folder.path()).doesNotExist();
    assertThat(Runtime.getRuntime().removeShutdownHook(folder.hook())).isFalse();
  }

  @Test
  void isDeletedWhenTheProgramIsStoppedWhileWorkersMakeFilesInIt() throws Exception {
    try (TemporaryFolder folder = filled()) {
      assertThat(Runtime.getRuntime().removeShutdownHook(folder.hook())).isTrue();
      AtomicBoolean stopped = new AtomicBoolean();
      Thread worker =
          new Thread(
              () -> {
                for (int i = 0; !stopped.get(); i++) {
                  try {
                    Files.writeString(folder.path().resolve("w" + i), "w");
                    LockSupport.parkNanos(200_000);
                  } catch (IOException e) {
                    return; // its folder is gone
                  }
                }
              });
      worker.start();
      folder.hook().start();
      folder.hook().join();
      stopped.set(true);
      worker.join();
      assertThat(folder.path()).doesNotExist();
    }
  }
}
