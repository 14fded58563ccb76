package dev.xraygpu.cli;

import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.file.WholeFile;
import dev.xraygpu.picture.Canvas;
import dev.xraygpu.sink.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Where pictures go. */
final class PictureFile {
  private PictureFile() {}

  /** The usual name: in the working folder, as a dataset is never written to. */
  static Path besides(Path inspected, String suffix) {
    Path name = inspected.toAbsolutePath().normalize().getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.lastIndexOf('.');
    return Path.of((dot > 0 ? text.substring(0, dot) : text) + "-" + suffix + ".png");
  }

  /** A picture that would be lost. */
  static RunException exists(Path target) {
    return new RunException(
        target + " exists already: choose another --out, or replace it with --overwrite");
  }

  /**
   * Writes a picture; one that is there already, byte for byte, stays.
   *
   * @return whether the file was changed
   */
  static boolean write(Path target, Canvas picture, boolean overwrite) throws RunException {
    byte[] png = picture.png(PngEncoder.Effort.THOROUGH);
    try {
      if (Files.exists(target) && !overwrite) {
        if (Files.isRegularFile(target) && Arrays.equals(Files.readAllBytes(target), png)) {
          return false;
        }
        throw exists(target);
      }
      WholeFile.replace(
          target, unfinished -> Files.write(unfinished, png, StandardOpenOption.CREATE_NEW));
      return true;
    } catch (IOException e) {
      throw new RunException("--out " + FileFailure.describe(e), e);
    }
  }
}
