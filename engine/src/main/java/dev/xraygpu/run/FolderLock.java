package dev.xraygpu.run;

import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A locked file in a run's work folder: a second run of the same output folder is kept out. */
final class FolderLock implements Closeable {
  private static final String NAME = "lock";
  private static final int MOST_ATTEMPTS = 100;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Locks a work folder, which is created if needed.
   *
   * @param out the output folder that it is in
   * @throws RunException if another run has locked it, or it cannot be written to, or is a link
   */
  static FolderLock take(Path folder, Path out) throws IOException, RunException {
    if (Files.isSymbolicLink(folder)) {
      // What is in a work folder is deleted; behind a link that somebody has put there, it is not
      // ours.
      throw new RunException(folder + " is a symbolic link; remove it, or choose another --out");
    }
    Path file = folder.resolve(NAME);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new RunException(
            "--out " + out + " cannot be created or written to: " + FileFailure.describe(e), e);
      }
      FileChannel channel;
      try {
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      } catch (NoSuchFileException e) {
        continue; // the run that ended has just removed its folder
      }
      FileLock lock = lock(channel, out);
      if (Files.exists(file)) {
        return new FolderLock(file, channel, lock);
      }
      // The run that ended has removed the file that it held: this lock is nobody's business.
      channel.close();
    }
    throw inUse(out);
  }

  private static FileLock lock(FileChannel file, Path out) throws IOException, RunException {
    try {
      FileLock lock = file.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // This very process runs there already.
      file.close();
      throw inUse(out);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    file.close();
    throw inUse(out);
  }

  private static RunException inUse(Path out) {
    return new RunException("another run is writing to " + out + "; choose another --out");
  }

  /** Whether a file of the work folder is the locked one. */
  boolean isHeldOn(Path child) {
    return child.endsWith(NAME);
  }

  /** Removes the file while it is held: once it is released, the folder may be another run's. */
  void remove() throws IOException {
    Files.delete(file);
    close();
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      lock.release();
      channel.close();
    }
  }
}
