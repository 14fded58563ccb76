package dev.xraygpu.bench.jmh;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.Crop;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.region.ImagePlanner;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What is decided for an image on the host: {@code --crop} and {@code --mask-artifacts}. Its small
 * copy is there already, as in a run.
 */
public class RegionBenchmark extends MicroBenchmark {
  @Param("1024")
  public int side;

  @Param({"U8", "U16"})
  public PixelType type;

  private HostImage image;
  private Thumbnail thumbnail;
  private ImagePlanner border;
  private ImagePlanner lungs;
  private ImagePlanner fill;
  private ImagePlanner inpaint;

  @Setup
  public void make() {
    image = Phantoms.image(side, type);
    thumbnail = new Thumbnailer().of(image);
    border = ImagePlanner.of(List.of(new Crop(Crop.Region.BORDER, Crop.DEFAULT_MARGIN)));
    lungs = ImagePlanner.of(List.of(new Crop(Crop.Region.LUNGS, Crop.DEFAULT_MARGIN)));
    fill = ImagePlanner.of(List.of(new MaskArtifacts(MaskArtifacts.Action.FILL)));
    inpaint = ImagePlanner.of(List.of(new MaskArtifacts(MaskArtifacts.Action.INPAINT)));
  }

  @Benchmark
  public ImagePlanner.Decision cropBorder() {
    return border.plan("phantom", image, thumbnail);
  }

  @Benchmark
  public ImagePlanner.Decision cropLungs() {
    return lungs.plan("phantom", image, thumbnail);
  }

  @Benchmark
  public ImagePlanner.Decision maskFill() {
    return fill.plan("phantom", image, thumbnail);
  }

  @Benchmark
  public ImagePlanner.Decision maskInpaint() {
    return inpaint.plan("phantom", image, thumbnail);
  }
}
