package dev.xraygpu.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
          "manifest.csv",
          "findings.csv",
          "statistics.json",
          PipelineFile.NAME);

  private final Path out;
  private final Path folder;
  private final boolean createdOut;
  private final FileChannel lockFile;
  private final FileLock lock;

  private WorkFolder(
      Path out, Path folder, boolean createdOut, FileChannel lockFile, FileLock lock) {
    this.out = out;
    this.folder = folder;
    this.createdOut = createdOut;
    this.lockFile = lockFile;
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
    refuseForeignFiles(out, existing);
    Path folder = out.resolve(NAME);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new RunException(
          "--out " + out + " cannot be created or written to: " + FileFailure.describe(e), e);
    }
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    FileLock lock = lock(lockFile);
    if (lock == null) {
      lockFile.close();
      throw new RunException("another run is writing to " + out + "; choose another --out");
    }
    WorkFolder work = new WorkFolder(out, folder, createdOut, lockFile, lock);
    try {
      work.prepare(identity, existing);
      return work;
    } catch (IOException | RunException e) {
      work.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process runs there already
    }
  }

  private static void refuseForeignFiles(Path out, ExistingResults existing) throws RunException {
    boolean finished = Files.exists(out.resolve(PipelineFile.NAME));
    Optional<String> taken =
        RESULT_NAMES.stream().filter(name -> Files.exists(out.resolve(name))).findFirst();
    if (finished && existing != ExistingResults.OVERWRITE) {
      throw new RunException(
          out
              + " holds the results of a finished run; choose another --out, or replace them with"
              + " --overwrite");
    }
    boolean interrupted = Files.exists(out.resolve(NAME));
    if (!finished && !interrupted && taken.isPresent()) {
      throw new RunException(
          out
              + " already holds '"
              + taken.get()
              + "', which no run of this program finished;"
              + " choose another --out");
    }
  }

  private void prepare(String identity, ExistingResults existing) throws IOException, RunException {
    Path identityFile = folder.resolve("run.txt");
    boolean interrupted = Files.exists(identityFile);
    if (interrupted && existing == ExistingResults.REFUSE) {
      throw new RunException(
          out + " holds an interrupted run; go on with --resume, or start anew with --overwrite");
    }
    if (interrupted && existing == ExistingResults.RESUME) {
      if (Files.readString(identityFile).equals(identity)) {
        Folders.deleteTree(results());
        Files.createDirectories(results());
        return;
      }
      throw new RunException(
          out
              + " holds an interrupted run of other files, options or program version, which cannot"
              + " be resumed; start anew with --overwrite");
    }
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.toList()) {
        if (!child.endsWith("lock")) {
          Folders.deleteTree(child);
        }
      }
    }
    Files.createDirectories(results());
    Files.writeString(identityFile, identity);
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
    Path replaced = Files.createDirectories(folder.resolve("replaced"));
    List<Path> published = new ArrayList<>();
    // The earlier run's end mark goes first and the new one's comes last, so that nobody takes a
    // mixture for a finished run.
    for (int i = RESULT_NAMES.size() - 1; i >= 0; i--) {
      String name = RESULT_NAMES.get(i);
      if (Files.exists(out.resolve(name))) {
        Files.move(out.resolve(name), replaced.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
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
    close();
    Folders.deleteTree(folder);
    if (createdOut) {
      try {
        Files.delete(out);
      } catch (DirectoryNotEmptyException e) {
        return; // the results are in it
      }
    }
  }

  /**
   * Leaves the folder for a resumed run, or removes it if nothing was done that could be resumed.
   * Never throws: the failure that led here is the one to report.
   */
  void abandon() {
    try {
      if (Files.exists(journal()) && Files.size(journal()) > 0) {
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
    if (lockFile.isOpen()) {
      lock.release();
      lockFile.close();
    }
  }
}
