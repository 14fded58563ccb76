package dev.xraygpu.run;

import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pseudonym.PatientNames;
import dev.xraygpu.pseudonym.PatientPseudonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether results can go where they are wanted, asked before any work is done for them. */
public final class OutputLocation {
  private OutputLocation() {}

  /**
   * Refuses a file that cannot be written, or that the next scan of the dataset would find.
   *
   * @param dataset its root, which need not exist
   */
  static void requireFile(Path dataset, Path out) throws IOException, RunException {
    requireFile(dataset, "--out", out);
  }

  /** The same for pictures of a dataset. */
  public static void requirePicture(Path dataset, Path out) throws RunException {
    try {
      requireFile(dataset, out);
    } catch (IOException e) {
      throw new RunException("--out " + FileFailure.describe(e), e);
    }
  }

  /** The same for another option. */
  public static void requireFile(Path dataset, String option, Path out)
      throws IOException, RunException {
    requireFile(option, out);
    requireOutside(dataset, option, out);
  }

  /** Refuses a file that cannot be written; there is no dataset. */
  public static void requireFile(String option, Path out) throws RunException {
    Path parent = out.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(out)) {
      throw new RunException(option + " " + out + " is a folder; give the name of a file");
    }
    if (!Files.isDirectory(parent)) {
      throw new RunException(
          option + " " + out + ": there is no folder " + parent + "; create it, or choose another");
    }
    requireWritable(option, out, parent);
  }

  /**
   * Refuses a file that a result of the same run would replace.
   *
   * @param folder of the results, which need not exist
   * @param names of what the run may replace in it
   */
  static void requireNoResult(String option, Path file, Path folder, List<String> names)
      throws IOException, RunException {
    Path path = realPath(file.toAbsolutePath().normalize());
    Path results = realPath(folder.toAbsolutePath().normalize());
    for (String name : names) {
      if (path.startsWith(results.resolve(name))) {
        throw new RunException(
            option
                + " "
                + file
                + " lies where results in --out "
                + folder
                + " are written; choose another name");
      }
    }
  }

  /**
   * Refuses a folder that cannot be created or written to, or that the next scan of the dataset
   * would find.
   *
   * @param dataset its root, which need not exist
   */
  static void requireFolder(Path dataset, Path out) throws IOException, RunException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new RunException(out + " is a file; --out takes a folder");
    }
    requireOutside(dataset, out);
    Path existing = out.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw new RunException(
          "--out " + out + ": " + existing + " is a file; choose another folder");
    }
    requireWritable("--out", out, existing);
  }

  /**
   * Refuses a place inside the dataset.
   *
   * @param dataset its root, which need not exist
   */
  static void requireOutside(Path dataset, Path out) throws IOException, RunException {
    requireOutside(dataset, "--out", out);
  }

  private static void requireOutside(Path dataset, String option, Path out)
      throws IOException, RunException {
    if (!Files.isDirectory(dataset)) {
      return; // the scan says so better
    }
    Path root = dataset.toRealPath();
    Path path = out.toAbsolutePath().normalize();
    Path parent = path.getParent();
    // A link in the dataset is replaced where it is, wherever it leads to.
    boolean linkInside = parent != null && realPath(parent).startsWith(root);
    if (linkInside || realPath(path).startsWith(root)) {
      throw new RunException(
          option
              + " "
              + out
              + " lies inside the dataset, where it would count as samples; choose a place beside"
              + " the dataset");
    }
  }

  /**
   * Refuses a key of pseudonyms that would travel with the images or the results.
   *
   * @param dataset its root, which need not exist
   * @param out the results' folder, which need not exist
   */
  static void requireSecretElsewhere(PatientNames patients, Path dataset, @Nullable Path out)
      throws IOException, RunException {
    if (patients.secret().isEmpty()) {
      return;
    }
    Path key = realPath(patients.secret().get().toAbsolutePath().normalize());
    for (Path folder : out == null ? List.of(dataset) : List.of(dataset, out)) {
      if (key.startsWith(realPath(folder.toAbsolutePath().normalize()))) {
        String reason =
            " lies in "
                + folder
                + ", and whoever gets that folder could find the patients' ids back; ";
        throw new RunException(
            PatientPseudonyms.isUsualKey(patients.secret().get())
                ? "the key of the patients' pseudonyms, by default "
                    + patients.secret().get()
                    + ","
                    + reason
                    + "choose "
                    + (folder.equals(out) ? "another --out, or " : "")
                    + "another place for the key with --pseudonym-key FILE"
                : "--pseudonym-key " + patients.secret().get() + reason + "keep it elsewhere");
      }
    }
  }

  private static void requireWritable(String option, Path out, Path folder) throws RunException {
    if (!Files.isWritable(folder)) {
      throw new RunException(
          option + " " + out + ": no permission to write to " + folder + "; choose another place");
    }
  }

  // The path may not exist yet, but a parent of it does and may be a link.
  private static Path realPath(Path path) throws IOException {
    Path parent = path.getParent();
    if (Files.exists(path) || parent == null) {
      return path.toRealPath();
    }
    return realPath(parent).resolve(path.getFileName());
  }
}
