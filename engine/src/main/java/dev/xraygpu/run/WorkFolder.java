package dev.xraygpu.run;

import dev.xraygpu.failure.RunException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A hidden folder in the output folder that holds everything of a run until its results are whole.
 * Results get their final names by a rename, so none is ever half-written; the folder goes when the
 * run has ended well, and stays for {@code --resume} when it has not.
 */
final class WorkFolder implements Closeable {
  private static final String NAME = ".xray-gpu";

  /** What the program may create in an output folder, in the order it is published. */
  static final List<String> RESULT_NAMES =
      List.of(
          "train",
          "val",
          "test",
          "all",
          "classes.json",
          LabelsFile.NAME,
          ShardsFile.NAME,
          "manifest.csv",
          "findings.csv",
          "findings.json",
          "measures.csv",
          "distributions.csv",
          "shortcuts.csv",
          "availability.csv",
          "duplicates.csv",
          "report.html",
          "statistics.json",
          PipelineFile.NAME);

  /** What a run may replace or remove in an output folder: results, and its own folder. */
  static final List<String> NAMES = Stream.concat(RESULT_NAMES.stream(), Stream.of(NAME)).toList();

  private static final String OWNED = "owned.txt";
  private static final String IDENTITY = "run.txt";

  private final Path out;
  private final Path folder;
  private final boolean createdOut;
  private final FolderLock lock;

  private WorkFolder(Path out, Path folder, boolean createdOut, FolderLock lock) {
    this.out = out;
    this.folder = folder;
    this.createdOut = createdOut;
    this.lock = lock;
  }

  /**
   * Opens the work folder of an output folder, which is created if needed.
   *
   * @param identity names the run exactly; only a run of the same identity can be resumed
   * @throws RunException if there are results or an interrupted run and {@code existing} does not
   *     allow them, or somebody else's files have a result's name
   */
  static WorkFolder open(Path out, String identity, ExistingResults existing)
      throws IOException, RunException {
    boolean createdOut = !Files.exists(out);
    if (!createdOut && !Files.isDirectory(out)) {
      throw new RunException(out + " is a file; --out takes a folder");
    }
    Path folder = out.resolve(NAME);
    // Before anything is looked at: another run may come to its end at this very moment.
    WorkFolder work = new WorkFolder(out, folder, createdOut, FolderLock.take(folder, out));
    boolean fresh = false;
    try {
      fresh = work.isFresh();
      Set<String> owned = owned(out, folder);
      refuse(out, owned, existing, identity);
      work.prepare(identity, existing);
      work.writeOwned(owned);
      return work;
    } catch (IOException | RunException e) {
      try {
        if (fresh) {
          work.delete();
        } else {
          work.close();
        }
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private boolean isFresh() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.allMatch(lock::isHeldOn);
    }
  }

  // Names in the output folder that this program wrote, and so may replace: those of a finished
  // run, and those that an interrupted one began to publish.
  private static Set<String> owned(Path out, Path folder) throws IOException {
    Set<String> owned = new TreeSet<>(PipelineFile.resultsIn(out));
    Path list = folder.resolve(OWNED);
    if (Files.exists(list)) {
      owned.addAll(Files.readAllLines(list));
    }
    return owned;
  }

  private void writeOwned(Set<String> names) throws IOException {
    Path unfinished = folder.resolve(OWNED + ".new");
    Files.write(unfinished, names);
    Files.move(
        unfinished,
        folder.resolve(OWNED),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void refuse(Path out, Set<String> owned, ExistingResults existing, String identity)
      throws IOException, RunException {
    for (String name : RESULT_NAMES) {
      if (Files.exists(out.resolve(name), LinkOption.NOFOLLOW_LINKS) && !owned.contains(name)) {
        throw new RunException(
            out
                + " already holds '"
                + name
                + "', which no preprocess run wrote; choose another --out");
      }
    }
    if (holdsFinishedRun(out) && existing != ExistingResults.OVERWRITE) {
      throw new RunException(
          out
              + " holds the results of a finished run"
              + (existing == ExistingResults.RESUME
                  ? finishedDifferently(out, identity)
                  : "; choose")
              + " another --out, or replace them with --overwrite");
    }
  }

  private static String finishedDifferently(Path out, String identity) throws IOException {
    String differences = RunIdentity.differences(PipelineFile.runIn(out), identity);
    return differences.isEmpty()
        ? " of other --compare-labels, --fix-splits or checks, or some are gone; choose"
        : " of " + differences + "; choose";
  }

  /** Whether the last run in an output folder came to its end. */
  static boolean holdsFinishedRun(Path out) {
    return Files.exists(out.resolve(PipelineFile.NAME))
        && Files.notExists(out.resolve(NAME).resolve(IDENTITY));
  }

  private void prepare(String identity, ExistingResults existing) throws IOException, RunException {
    Path identityFile = folder.resolve(IDENTITY);
    boolean interrupted = Files.exists(identityFile);
    if (interrupted && existing == ExistingResults.REFUSE) {
      throw new RunException(
          out + " holds an interrupted run; go on with --resume, or start anew with --overwrite");
    }
    if (interrupted && existing == ExistingResults.RESUME) {
      String earlier = Files.readString(identityFile);
      if (!earlier.equals(identity)) {
        String differences = RunIdentity.differences(earlier, identity);
        throw new RunException(
            out
                + " holds an interrupted run of "
                + (differences.isEmpty() ? "other files, options or program version" : differences)
                + ", which"
                + " cannot be resumed; start anew with --overwrite");
      }
      Folders.deleteTree(results());
      Files.createDirectories(results());
      return;
    }
    deleteAllButLock();
    Files.createDirectories(results());
    Files.writeString(identityFile, identity);
  }

  private void deleteAllButLock() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.toList()) {
        if (!lock.isHeldOn(child)) {
          Folders.deleteTree(child);
        }
      }
    }
  }

  /** Where results are written before they are published. */
  Path results() {
    return folder.resolve("results");
  }

  /** Where the spool is. */
  Path spool() {
    return folder;
  }

  /** The journal's file. */
  Path journal() {
    return folder.resolve("journal.jsonl");
  }

  /** Gives every result its final name; results of an earlier run are replaced. */
  List<Path> publish() throws IOException {
    Path replaced = folder.resolve("replaced");
    Set<String> owned = owned(out, folder);
    Set<String> afterwards = new TreeSet<>(owned);
    RESULT_NAMES.stream()
        .filter(name -> Files.exists(results().resolve(name)))
        .forEach(afterwards::add);
    for (String name : afterwards) {
      // It came while the run was at work: it is not replaced, and --resume publishes later. A
      // folder in the way stops the move by itself.
      if (!owned.contains(name)
          && Files.exists(out.resolve(name), LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(out.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(
            out.resolve(name).toString(),
            null,
            "it appeared during the run, which did not write it");
      }
    }
    // Written down before the first name changes: a crash from here on can be resumed.
    writeOwned(afterwards);
    // The earlier run's end mark goes first and the new one's comes last, so that nobody takes a
    // mixture for a finished run.
    for (int i = RESULT_NAMES.size() - 1; i >= 0; i--) {
      String name = RESULT_NAMES.get(i);
      if (owned.contains(name) && Files.exists(out.resolve(name))) {
        Files.createDirectories(replaced);
        Folders.deleteTree(replaced.resolve(name));
        Files.move(out.resolve(name), replaced.resolve(name));
      }
    }
    List<Path> published = new ArrayList<>();
    for (String name : RESULT_NAMES) {
      Path result = results().resolve(name);
      if (Files.exists(result)) {
        Files.move(result, out.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        published.add(out.resolve(name));
      }
    }
    return published;
  }

  /** Removes the work folder, and the output folder if it was created for nothing. */
  void delete() throws IOException {
    deleteAllButLock();
    lock.remove();
    try {
      Files.deleteIfExists(folder);
      if (createdOut) {
        Files.deleteIfExists(out);
      }
    } catch (DirectoryNotEmptyException e) {
      return; // another run has begun there, or the results are in it
    }
  }

  /**
   * Leaves the folder for a resumed run, or removes it if there is nothing that could be resumed.
   * Never throws: the failure that led here is the one to report.
   *
   * @param resumable whether the same run could do better another time
   */
  void abandon(boolean resumable) {
    try {
      if (resumable && Files.exists(journal()) && Files.size(journal()) > 0) {
        close();
      } else {
        delete();
      }
    } catch (IOException e) {
      return; // the disk may be what failed
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
