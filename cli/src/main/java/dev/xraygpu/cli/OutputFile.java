package dev.xraygpu.cli;

import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.file.WholeFile;
import dev.xraygpu.picture.Canvas;
import dev.xraygpu.run.TemporaryFolder;
import dev.xraygpu.sink.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a command writes where the user says, and that replaces another when asked only. */
final class OutputFile {
  private OutputFile() {}

  /** Writes a whole file under the name that it is given. */
  interface Content {
    /** Writes it, in place of an earlier file. */
    void writeTo(Path file) throws IOException, RunException;
  }

  /** The usual name: in the working folder, as a dataset is never written to. */
  static Path besides(Path inspected, String suffix) {
    Path name = inspected.toAbsolutePath().normalize().getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.lastIndexOf('.');
    return Path.of((dot > 0 ? text.substring(0, dot) : text) + "-" + suffix + ".png");
  }

  /**
   * Refuses a file that would be lost.
   *
   * @param option that names it
   */
  static void requireNew(String option, Path target, boolean overwrite) throws RunException {
    if (Files.exists(target) && !overwrite) {
      throw new RunException(
          target
              + " exists already: choose another "
              + option
              + ", or replace it with --overwrite");
    }
  }

  /**
   * Writes a picture; one that is there already, byte for byte, stays.
   *
   * @return whether the file was changed
   */
  static boolean write(Path target, Canvas picture, boolean overwrite) throws RunException {
    byte[] png = picture.png(PngEncoder.Effort.THOROUGH);
    return write(
        target,
        overwrite,
        file ->
            WholeFile.replace(
                file, unfinished -> Files.write(unfinished, png, StandardOpenOption.CREATE_NEW)));
  }

  /**
   * Writes a file of {@code --out}; one that is there already, byte for byte, stays.
   *
   * @return whether the file was changed
   */
  static boolean write(Path target, boolean overwrite, Content content) throws RunException {
    try {
      if (overwrite || Files.notExists(target)) {
        content.writeTo(target);
        return true;
      }
      if (Files.isRegularFile(target) && isAsWritten(target, content)) {
        return false;
      }
      requireNew("--out", target, overwrite);
      throw new RunException("--out " + target + " cannot be looked at; choose another");
    } catch (IOException e) {
      throw new RunException("--out " + FileFailure.describe(e, target), e);
    }
  }

  private static boolean isAsWritten(Path target, Content content)
      throws IOException, RunException {
    try (TemporaryFolder folder =
        TemporaryFolder.make("xray-gpu-", "a copy of --out that is compared")) {
      Path copy = folder.path().resolve(String.valueOf(target.getFileName()));
      content.writeTo(copy);
      return Files.mismatch(copy, target) < 0;
    }
  }
}
