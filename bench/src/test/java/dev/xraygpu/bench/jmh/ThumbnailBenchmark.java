package dev.xraygpu.bench.jmh;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The small copy that measures, regions and the search for copies look at. */
public class ThumbnailBenchmark extends MicroBenchmark {
  @Param({"512", "1024", "2048"})
  public int side;

  @Param({"U8", "U16"})
  public PixelType type;

  private HostImage image;
  private Thumbnailer thumbnailer;

  @Setup
  public void make() {
    image = Phantoms.image(side, type);
    thumbnailer = new Thumbnailer();
  }

  @Benchmark
  public Thumbnail thumbnail() {
    return thumbnailer.of(image);
  }
}
