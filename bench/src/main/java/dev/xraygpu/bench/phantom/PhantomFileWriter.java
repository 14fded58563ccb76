package dev.xraygpu.bench.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes and writes the files of a plan, in as many threads as ask it to. */
final class PhantomFileWriter {
  private final Path root;
  private final List<PhantomFile> files;
  private final ExistingFiles existing;
  private final AtomicInteger next = new AtomicInteger();
  private final PhantomGenerator generator = new PhantomGenerator();
  private final PhantomEncoder encoder = new PhantomEncoder();
  private final FaultyContent faulty = new FaultyContent(generator, encoder);

  PhantomFileWriter(Path root, List<PhantomFile> files, ExistingFiles existing) {
    this.root = root;
    this.files = files;
    this.existing = existing;
  }

  /** Takes file after file until none is left, or one cannot be written in any thread. */
  void writeRemaining() throws IOException {
    try {
      for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
        write(files.get(i));
      }
    } finally {
      // After a failure the other threads need not go on.
      stop();
    }
  }

  /** Lets all threads finish the file they are at, and no other. */
  void stop() {
    next.set(files.size());
  }

  private void write(PhantomFile file) throws IOException {
    Path target = root.resolve(file.path());
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      Files.write(part, content(file));
      if (existing == ExistingFiles.REPLACE) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.move(part, target);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private byte[] content(PhantomFile file) throws IOException {
    if (file instanceof PhantomFile.Sound sound) {
      return encoder.gray(generator.render(sound.image().specification()), sound.encoding());
    }
    PhantomFile.Faulty fault = (PhantomFile.Faulty) file;
    return faulty.of(fault.fault().kind(), fault.specification());
  }
}
