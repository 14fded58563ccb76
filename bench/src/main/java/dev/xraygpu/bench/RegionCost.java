package dev.xraygpu.bench;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Crop;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.region.ImagePlanner;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What it costs to decide where to crop and what to mask, beside decoding: {@code RegionCost
 * DATASET [ROUNDS]}. All files are read into memory once. In each round, every image is decoded,
 * made small, and looked at, one after the other on one thread, as in a run. Prints the median of
 * the rounds' means per image, in milliseconds of this thread's processor time, so that other
 * programs on the machine matter little.
 */
public final class RegionCost {
  private static final int ROUNDS = 24;
  private static final Crop LUNGS = new Crop(Crop.Region.LUNGS, Crop.DEFAULT_MARGIN);
  private static final MaskArtifacts FILL = new MaskArtifacts(MaskArtifacts.Action.FILL);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Decoders decoders = Decoders.load();
  private final Thumbnailer thumbnailer = new Thumbnailer();
  private final List<ByteBuffer> files = new ArrayList<>();
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  /** What is timed, in the order in which it is done to an image. */
  private enum Step {
    DECODING("decoding"),
    SMALL_COPY("small copy"),
    BORDER("crop border", new Crop(Crop.Region.BORDER, Crop.DEFAULT_MARGIN)),
    LUNGS_ALONE("crop lungs", LUNGS),
    BOTH("crop lungs and mask-artifacts fill", LUNGS, FILL);

    private final String title;
    private final ImagePlanner planner;

    Step(String title, Stage... stages) {
      this.title = title;
      this.planner = ImagePlanner.of(List.of(stages));
    }
  }

  private RegionCost() {}

  /** Runs the measurement. */
  public static void main(String[] arguments)
      throws DatasetException, DecodeException, IOException {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("give the folder of a dataset, and perhaps rounds");
    }
    RegionCost cost = new RegionCost();
    cost.read(Path.of(arguments[0]));
    cost.measure(arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS);
  }

  private void read(Path folder) throws DatasetException, DecodeException, IOException {
    Dataset dataset = DatasetScanner.scan(folder, ScanOptions.DEFAULT);
    for (Sample sample : dataset.samples()) {
      byte[] bytes = Files.readAllBytes(dataset.file(sample));
      ByteBuffer file = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
      int size = Math.toIntExact(HostImage.bytesFor(header.pixelType(), header.size()));
      if (memory.capacity() < size) {
        memory = ByteBuffer.allocateDirect(size);
      }
      files.add(file);
    }
  }

  private void measure(int rounds) throws DecodeException {
    double[][] times = new double[Step.values().length][rounds];
    // The first third is for the compiler.
    for (int round = -rounds / 2; round < rounds; round++) {
      long[] nanos = new long[times.length];
      for (ByteBuffer file : files) {
        look(file, nanos);
      }
      for (int step = 0; step < times.length && round >= 0; step++) {
        times[step][round] = nanos[step] / 1e6 / files.size();
      }
    }
    System.out.printf("%d images, %d rounds, %s%n", files.size(), rounds, processor());
    double decoding = Spread.of(times[Step.DECODING.ordinal()]).median();
    for (Step step : Step.values()) {
      double median = Spread.of(times[step.ordinal()]).median();
      System.out.printf(
          Locale.ROOT, "%-36s %.3f ms %5.1f %%%n", step.title, median, 100 * median / decoding);
    }
  }

  private void look(ByteBuffer file, long[] nanos) throws DecodeException {
    long start = THREADS.getCurrentThreadCpuTime();
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    HostImage image = new HostImage(header.pixelType(), header.size(), memory);
    decoders.decode(file, header, image, DecodeVerification.QUICK);
    start = add(start, nanos, Step.DECODING);
    Thumbnail thumbnail = thumbnailer.of(image);
    start = add(start, nanos, Step.SMALL_COPY);
    for (Step step : List.of(Step.BORDER, Step.LUNGS_ALONE, Step.BOTH)) {
      step.planner.plan("image", image, thumbnail);
      start = add(start, nanos, step);
    }
  }

  private static long add(long start, long[] nanos, Step step) {
    long now = THREADS.getCurrentThreadCpuTime();
    nanos[step.ordinal()] += now - start;
    return now;
  }

  private static String processor() {
    return ProcessMeter.processor() + ", Java " + Runtime.version().feature();
  }
}
