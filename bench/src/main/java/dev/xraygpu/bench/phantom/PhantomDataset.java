package dev.xraygpu.bench.phantom;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A dataset of phantoms on disk, as {@code root/{train,val,test}/{NORMAL,PNEUMONIA}/*} with names
 * in the style of the public pneumonia set: mostly JPEG, some PNG, one 16-bit PNG, one TIFF.
 *
 * @param root its folder
 * @param images the sound images
 * @param faults the planted faults, which are no part of {@code images}
 */
public record PhantomDataset(Path root, List<PhantomImage> images, List<PlantedFault> faults) {
  /** Copies the lists. */
  public PhantomDataset {
    images = List.copyOf(images);
    faults = List.copyOf(faults);
  }

  /**
   * Makes a dataset and writes it. Each file appears under its name only when it is whole; those
   * written before a failure stay.
   *
   * @param root its folder, which is made if it is not there
   * @return what was written
   * @throws FileAlreadyExistsException if a file is there already and may not be replaced; then
   *     nothing was written
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the thread was interrupted while the files were written
   */
  public static PhantomDataset write(Path root, PhantomDatasetOptions options)
      throws IOException, InterruptedException {
    List<PhantomFile> files = PhantomDatasetPlan.of(options);
    prepare(root, files, options.existing());
    PhantomFileWriter writer = new PhantomFileWriter(root, files, options.existing());
    ExecutorService workers = Executors.newFixedThreadPool(options.threads());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < options.threads(); i++) {
        running.add(
            workers.submit(
                () -> {
                  writer.writeRemaining();
                  return null;
                }));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new IOException(
            "cannot write phantoms under " + root + ": " + failure.getMessage(), failure);
      }
      throw new IllegalStateException("a phantom could not be made", e.getCause());
    } finally {
      writer.stop();
      workers.shutdown();
    }
    return describe(root, files);
  }

  private static PhantomDataset describe(Path root, List<PhantomFile> files) {
    List<PhantomImage> images = new ArrayList<>();
    List<PlantedFault> faults = new ArrayList<>();
    for (PhantomFile file : files) {
      if (file instanceof PhantomFile.Sound sound) {
        images.add(sound.image());
      } else if (file instanceof PhantomFile.Faulty faulty) {
        faults.add(faulty.fault());
      }
    }
    return new PhantomDataset(root, images, faults);
  }

  private static void prepare(Path root, List<PhantomFile> files, ExistingFiles existing)
      throws IOException {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new NotDirectoryException(root + " is a file; name a folder");
    }
    if (existing == ExistingFiles.REFUSE) {
      for (PhantomFile file : files) {
        Path path = root.resolve(file.path());
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          throw new FileAlreadyExistsException(
              path + " is there already; choose an empty folder, or ask for it to be replaced");
        }
      }
    }
    for (PhantomFile file : files) {
      Path folder = root.resolve(file.path()).getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    }
  }
}
