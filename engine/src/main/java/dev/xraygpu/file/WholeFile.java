package dev.xraygpu.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that has its name only when all of it is written. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes the content. */
  public interface Content {
    /** Creates that file, which does not exist yet, and writes everything to it. */
    void writeTo(Path unfinished) throws IOException;
  }

  /**
   * Writes a file under a hidden name beside it first, then gives it its name, in place of an
   * earlier file.
   *
   * @throws IOException if it cannot be written; it names the file, and what had that name before
   *     is still there
   */
  public static void replace(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    // Not a temporary file of the JDK's, which would be readable for its owner alone.
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
    try {
      Files.deleteIfExists(unfinished);
      try {
        content.writeTo(unfinished);
        Files.move(
            unfinished,
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (NoSuchFileException e) {
      throw naming(new NoSuchFileException(String.valueOf(target.getParent())), e);
    } catch (AccessDeniedException e) {
      throw naming(new AccessDeniedException(file.toString()), e);
    } catch (FileSystemException e) {
      throw naming(new FileSystemException(file.toString(), null, e.getReason()), e);
    } catch (IOException e) {
      throw naming(new FileSystemException(file.toString(), null, e.getMessage()), e);
    }
  }

  private static IOException naming(FileSystemException failure, IOException cause) {
    failure.initCause(cause);
    return failure;
  }
}
