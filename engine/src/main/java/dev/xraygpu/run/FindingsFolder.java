package dev.xraygpu.run;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The folder that {@code validate} writes its findings to. */
final class FindingsFolder {
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
   *     else's {@code labels.json}
   */
  static void require(Path folder, boolean overwrite) throws IOException, RunException {
    if (Files.exists(folder.resolve(PipelineFile.NAME))) {
      throw new RunException(
          folder + " holds the results of a preprocess run; choose another --out");
    }
    if (Files.exists(folder.resolve(FindingsFile.NAME)) && !overwrite) {
      throw new RunException(
          folder
              + " holds findings already; choose another --out, or replace them with"
              + " --overwrite");
    }
    Path labels = folder.resolve(LabelsFile.NAME);
    if (Files.exists(labels, LinkOption.NOFOLLOW_LINKS)
        && !(Files.isRegularFile(labels) && LabelsFile.isOurs(labels))) {
      throw new RunException(
          folder
              + " already holds '"
              + LabelsFile.NAME
              + "', which no validate run wrote; choose another --out, or move that file");
    }
  }

  /**
   * Gives all files their names when all of them are whole.
   *
   * @param written receives the names
   */
  static Tally publish(Contents contents, Path folder, List<Path> written)
      throws IOException, DeviceException {
    Files.createDirectories(folder);
    Path unfinished = Files.createTempDirectory(folder, ".xray-gpu-");
    try {
      Tally tally = contents.write(unfinished);
      List<String> names =
          new ArrayList<>(
              List.of(
                  ManifestFile.NAME, FindingsFile.NAME, FindingsFile.JSON_NAME, MeasuresFile.NAME));
      names.addAll(DatasetAnalysis.TABLES);
      names.add(Report.NAME);
      if (Files.exists(unfinished.resolve(LabelsFile.NAME))) {
        names.add(LabelsFile.NAME);
      } else if (Files.exists(folder.resolve(FindingsFile.NAME))) {
        // Of the earlier findings that are replaced now.
        Files.deleteIfExists(folder.resolve(LabelsFile.NAME));
      }
      for (String name : names) {
        written.add(
            Files.move(
                unfinished.resolve(name),
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
      }
      return tally;
    } finally {
      Folders.deleteTree(unfinished);
    }
  }
}
