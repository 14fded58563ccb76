package dev.xraygpu.bench.jmh;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.statistics.Histogram;
import dev.xraygpu.statistics.ImageCounter;
import dev.xraygpu.statistics.PixelSummary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Counting an image's pixels: as a worker does, and one by one. */
public class HistogramBenchmark extends MicroBenchmark {
  @Param({"512", "1024", "2048"})
  public int side;

  @Param({"U8", "U16"})
  public PixelType type;

  private HostImage image;
  private ImageCounter counter;
  private Histogram histogram;

  @Setup
  public void make() {
    image = Phantoms.image(side, type);
    counter = new ImageCounter();
    histogram = new Histogram(type);
  }

  /** Summary and counts, as for each image of a run. */
  @Benchmark
  public PixelSummary counter() {
    PixelSummary summary = counter.count(image);
    counter.keep();
    return summary;
  }

  @Benchmark
  public Histogram plain() {
    histogram.add(image);
    return histogram;
  }
}
