package dev.xraygpu.failure;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in one line what a failed file operation means. */
public final class FileFailure {
  private static final String NO_SPACE = "no space left";

  private FileFailure() {}

  /**
   * The same, where the failure of a write names no file: a file that is already open does not tell
   * its name, and which disk is full is what one has to know.
   *
   * @param written the folder or the file that was written to
   */
  public static String describe(Throwable e, Path written) {
    String description = describe(e);
    return isFull(e) && !(e instanceof FileSystemException f && f.getFile() != null)
        ? written + ": " + description
        : description;
  }

  /** The failure's file and reason, without a stack trace or a class name. */
  public static String describe(Throwable e) {
    String file =
        e instanceof FileSystemException f && f.getFile() != null ? f.getFile() + ": " : "";
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (e instanceof FileSystemException f) {
      reason = f.getReason() == null ? "failed" : f.getReason();
    }
    if (e instanceof AccessDeniedException) {
      return file + "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return file + "does not exist";
    }
    if (e instanceof FileAlreadyExistsException f) {
      return file + (leadsNowhere(f.getFile()) ? "a link that leads nowhere" : "exists already");
    }
    if (e instanceof NotDirectoryException) {
      return file + "is not a folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return file + "the folder is not empty";
    }
    // A program ends a run by interrupting the thread that it called it on.
    if (e instanceof ClosedByInterruptException) {
      return file + "interrupted; preprocess goes on from here with --resume";
    }
    if (e instanceof CharacterCodingException) {
      return file + "not UTF-8 text";
    }
    if (e instanceof ReadOnlyFileSystemException) {
      return "the file system is read-only";
    }
    if (e instanceof IOException && says(e, NO_SPACE)) {
      return file
          + "no space left on the disk; free some and repeat the command, preprocess with --resume";
    }
    return file + reason;
  }

  private static boolean isFull(Throwable e) {
    return e instanceof IOException
        && (says(e, NO_SPACE) || says(e, "quota exceeded") || says(e, "file too large"));
  }

  private static boolean says(Throwable e, String words) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason != null && reason.toLowerCase(Locale.ROOT).contains(words);
  }

  private static boolean leadsNowhere(@Nullable String file) {
    try {
      return file != null && Files.isSymbolicLink(Path.of(file)) && Files.notExists(Path.of(file));
    } catch (InvalidPathException e) {
      return false; // not a name that could be looked at
    }
  }
}
