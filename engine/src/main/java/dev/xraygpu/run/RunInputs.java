package dev.xraygpu.run;

import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The files that a run reads beside the images: tables, a configuration, a pipeline, numbers to
 * normalise with, the patients' key. No result takes the place of one: it may be the only copy, and
 * what it says beside what the run takes from it would be gone.
 *
 * @param files that need not exist
 */
public record RunInputs(List<Path> files) {
  /** A run that reads images alone. */
  public static final RunInputs NONE = new RunInputs(List.of());

  /** Copies the list. */
  public RunInputs {
    files = List.copyOf(files);
  }

  /** These and others. */
  public RunInputs with(Collection<Path> others) {
    List<Path> all = new ArrayList<>(files);
    all.addAll(others);
    return new RunInputs(all);
  }

  /** These and another, if there is one. */
  public RunInputs with(Optional<Path> other) {
    return with(other.stream().toList());
  }

  /**
   * Refuses a file that is to be written in place of one that is read, also through a link.
   *
   * @param option that names the file to be written
   */
  public void requireOther(String option, Path out) throws RunException {
    try {
      for (Path file : files) {
        if (Files.exists(out) && Files.exists(file) && Files.isSameFile(out, file)) {
          throw new RunException(
              option
                  + " "
                  + out
                  + " is a file that this run reads, and would be replaced; choose another name");
        }
      }
    } catch (IOException e) {
      throw new RunException(option + " " + FileFailure.describe(e), e);
    }
  }

  /**
   * Refuses a folder of results where one of them would replace a file that is read, or a folder
   * with such a file in it.
   *
   * @param names what may be written or removed in the folder
   */
  void requireKeptIn(Path folder, List<String> names) throws IOException, RunException {
    for (String name : names) {
      Path result = folder.resolve(name);
      if (!Files.exists(result)) {
        continue;
      }
      Path replaced = result.toRealPath();
      for (Path file : files) {
        if (Files.exists(file)
            && (file.toRealPath().startsWith(replaced) || Files.isSameFile(file, result))) {
          throw new RunException(
              file
                  + " is a file that this run reads, and among the results in --out "
                  + folder
                  + ", which are replaced; choose another --out, or copy the file to another"
                  + " place");
        }
      }
    }
  }
}
