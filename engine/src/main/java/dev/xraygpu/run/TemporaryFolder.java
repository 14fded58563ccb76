package dev.xraygpu.run;

import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new folder that is deleted with all that is in it when it is closed, and also when the program
 * is stopped before, by Ctrl-C or as a scheduler does.
 */
public final class TemporaryFolder implements AutoCloseable {
  // A worker may make a file in a folder that is being emptied.
  private static final int ATTEMPTS = 40;
  private static final int PAUSE_MILLIS = 25;

  private final Path path;
  private final Thread hook;

  private TemporaryFolder(Path path) {
    this.path = path;
    this.hook = new Thread(this::deleteWhileInUse, "delete-" + path.getFileName());
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      deleteWhileInUse(); // the program is being stopped, and its hooks have begun
    }
  }

  /**
   * A folder where the system keeps temporary files.
   *
   * @param purpose what it is needed for, as the end of "a folder for ..."
   * @throws RunException if there is no such place, with what to do
   */
  public static TemporaryFolder make(String prefix, String purpose) throws RunException {
    try {
      return new TemporaryFolder(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new RunException(
          "a folder for "
              + purpose
              + " cannot be made: "
              + FileFailure.describe(e)
              + "; name an existing folder with TMPDIR=DIR, or with"
              + " XRAY_GPU_JAVA_OPTS=-Djava.io.tmpdir=DIR",
          e);
    }
  }

  /** A folder in another, which must exist. */
  public static TemporaryFolder in(Path folder, String prefix) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory(folder, prefix));
  }

  /** The folder itself. */
  public Path path() {
    return path;
  }

  /** What runs when the program is stopped. */
  Thread hook() {
    return hook;
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is being stopped: the hook deletes it
    }
    Folders.deleteTree(path);
  }

  // Nobody is left to be told of a failure; the next attempt meets what the last one left.
  private void deleteWhileInUse() {
    for (int i = 0; i < ATTEMPTS && Files.exists(path); i++) {
      try {
        Folders.deleteTree(path);
      } catch (IOException e) {
        try {
          Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interruption) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
