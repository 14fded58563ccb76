package dev.xraygpu.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How much there is below one of a run's results, to notice when something of it has gone.
 *
 * @param files regular files: 1 for a result that is a file
 * @param bytes of all of them
 */
record WrittenResults(long files, long bytes) {
  /** What there is under a name; nothing if there is no such file or folder. */
  static WrittenResults at(Path result) throws IOException {
    if (Files.notExists(result)) {
      return new WrittenResults(0, 0);
    }
    long[] counts = new long[2];
    Files.walkFileTree(
        result,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            counts[0]++;
            counts[1] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    return new WrittenResults(counts[0], counts[1]);
  }
}
