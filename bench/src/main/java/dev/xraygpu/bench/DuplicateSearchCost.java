package dev.xraygpu.bench;

import dev.xraygpu.duplicate.NearDuplicates;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What the search for near-duplicates costs: {@code DuplicateSearchCost FOLDER THREADS COUNT...}.
 * For each count, that many images of random texture are made, every hundredth of them a brighter
 * copy of the one before; their signatures are written, and the search is timed. Prints a line of
 * each: images, seconds to make thumbnails and signatures, seconds to search, bytes on disk, and
 * the pairs found.
 */
public final class DuplicateSearchCost {
  private static final Size SIZE = Size.square(128);
  private static final int WAVES = 24;
  private static final int COPY_EVERY = 100;

  private DuplicateSearchCost() {}

  /** Runs the measurement. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    for (int i = 2; i < arguments.length; i++) {
      measure(folder, threads, Integer.parseInt(arguments[i]));
    }
  }

  private static void measure(Path parent, int threads, int count)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(parent, "duplicates-");
    try (SignatureFile signatures = new SignatureFile(folder)) {
      double signing = write(signatures, count);
      BitSet all = new BitSet();
      all.set(0, count);
      long start = System.nanoTime();
      List<NearDuplicates.Pair> pairs =
          NearDuplicates.find(signatures, count, all, threads, done -> {});
      double searching = (System.nanoTime() - start) / 1e9;
      long bytes =
          Files.size(folder.resolve("descriptions.bin"))
              + Files.size(folder.resolve("details.bin"));
      String line =
          String.format(
              Locale.ROOT,
              "%,9d images: %.2f s thumbnails and signatures (1 thread), %.2f s search (%d threads),"
                  + " %,d bytes on disk, %,d pairs of %,d planted",
              count,
              signing,
              searching,
              threads,
              bytes,
              pairs.size(),
              (count - 1) / COPY_EVERY);
      System.out.println(line);
    } finally {
      Files.deleteIfExists(folder.resolve("descriptions.bin"));
      Files.deleteIfExists(folder.resolve("details.bin"));
      Files.deleteIfExists(folder);
    }
  }

  private static double write(SignatureFile signatures, int count) throws IOException {
    Thumbnailer thumbnailer = new Thumbnailer();
    SignatureFile.Writer writer = signatures.writer();
    HostImage image = HostImage.allocate(PixelType.U8, SIZE);
    long nanos = 0;
    for (int i = 0; i < count; i++) {
      if (i % COPY_EVERY == 0 && i > 0) {
        brighten(image);
      } else {
        texture(image, new SplittableRandom(i));
      }
      long start = System.nanoTime();
      writer.write(i, thumbnailer.of(image));
      nanos += System.nanoTime() - start;
    }
    return nanos / 1e9;
  }

  // A sum of products of waves along both axes: cheap, and never twice the same.
  private static void texture(HostImage image, SplittableRandom random) {
    float[] sum = new float[image.pixelCount()];
    float[] row = new float[SIZE.width()];
    float[] column = new float[SIZE.height()];
    for (int wave = 0; wave < WAVES; wave++) {
      wave(row, random);
      wave(column, random);
      for (int y = 0; y < column.length; y++) {
        float weight = column[y] * 40f / WAVES;
        for (int x = 0; x < row.length; x++) {
          sum[y * row.length + x] += weight * row[x];
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      int value = Math.round(100 + 4 * sum[i]);
      image.pixels().put(i, (byte) Math.max(0, Math.min(200, value)));
    }
  }

  private static void wave(float[] values, SplittableRandom random) {
    double frequency = 0.05 + 0.9 * random.nextDouble();
    double phase = 2 * Math.PI * random.nextDouble();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * frequency + phase);
    }
  }

  private static void brighten(HostImage image) {
    for (int i = 0; i < image.pixelCount(); i++) {
      image.pixels().put(i, (byte) ((image.pixels().get(i) & 0xff) + 40));
    }
  }
}
