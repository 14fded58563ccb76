package dev.xraygpu.run;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.report.Report;
import dev.xraygpu.table.FindingsFile;
import dev.xraygpu.table.ManifestFile;
import dev.xraygpu.table.MeasuresFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The folder that {@code validate} writes its findings to. */
final class FindingsFolder {
  /** What a run may write, in this order. */
  static final List<String> NAMES =
      Stream.of(
              Stream.of(
                  ManifestFile.NAME, FindingsFile.NAME, FindingsFile.JSON_NAME, MeasuresFile.NAME),
              DatasetAnalysis.TABLES.stream(),
              Stream.of(Report.NAME, LabelsFile.NAME))
          .flatMap(names -> names)
          .toList();

  /** Lists the names that are this program's in the folder. */
  private static final String OWNED = ".xray-gpu-findings";

  private FindingsFolder() {}

  /** Writes all files into a folder. */
  interface Contents {
    Tally write(Path folder) throws IOException, DeviceException;
  }

  /**
   * Refuses a folder whose files may not be replaced.
   *
   * @param overwrite whether findings may be
   * @throws RunException if it holds the results of a {@code preprocess} run, findings, or somebody
   *     else's file of a name that findings have
   */
  static void require(Path folder, boolean overwrite) throws IOException, RunException {
    if (Files.exists(folder.resolve(PipelineFile.NAME))) {
      throw new RunException(
          folder + " holds the results of a preprocess run; choose another --out");
    }
    List<String> owned = owned(folder);
    for (String name : NAMES) {
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS) && !owned.contains(name)) {
        throw new RunException(
            folder
                + " already holds '"
                + name
                + "', which no validate run wrote; choose another --out, or move it");
      }
    }
    if (Files.exists(folder.resolve(FindingsFile.NAME)) && !overwrite) {
      throw new RunException(
          folder
              + " holds findings already; choose another --out, or replace them with"
              + " --overwrite");
    }
  }

  private static void writeOwned(List<String> names, Path unfinished, Path folder)
      throws IOException {
    Files.move(
        Files.write(unfinished.resolve(OWNED), names),
        folder.resolve(OWNED),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  // Names of files that an earlier run wrote there, and so may be replaced.
  private static List<String> owned(Path folder) throws IOException {
    Path list = folder.resolve(OWNED);
    return Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)
        ? Files.readAllLines(list)
        : List.of();
  }

  /**
   * Gives all files their names when all of them are whole.
   *
   * @param written receives the names
   */
  static Tally publish(Contents contents, Path folder, List<Path> written)
      throws IOException, RunException, DeviceException {
    Files.createDirectories(folder);
    try (TemporaryFolder temporary = TemporaryFolder.in(folder, ".xray-gpu-")) {
      Path unfinished = temporary.path();
      Tally tally = contents.write(unfinished);
      List<String> owned = owned(folder);
      // Somebody's file may have come while the dataset was looked at.
      require(folder, true);
      List<String> made =
          NAMES.stream().filter(name -> Files.exists(unfinished.resolve(name))).toList();
      // Written down before the first file has its name: a crash from here on can be overwritten.
      List<String> either =
          NAMES.stream().filter(name -> made.contains(name) || owned.contains(name)).toList();
      writeOwned(either, unfinished, folder);
      for (String name : NAMES) {
        if (!made.contains(name)) {
          // Of the earlier findings that are replaced now.
          if (owned.contains(name)) {
            Files.deleteIfExists(folder.resolve(name));
          }
          continue;
        }
        written.add(
            Files.move(
                unfinished.resolve(name),
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
      }
      writeOwned(made, unfinished, folder);
      return tally;
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e, folder), e);
    }
  }
}
