package dev.xraygpu.bench.jmh;

import dev.xraygpu.bench.phantom.Exposure;
import dev.xraygpu.bench.phantom.PhantomClass;
import dev.xraygpu.bench.phantom.PhantomGenerator;
import dev.xraygpu.bench.phantom.PhantomSpecification;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/** Computer-made radiographs that benchmarks work on, the same in each run. */
final class Phantoms {
  private static final long PATIENT = 1895;

  private Phantoms() {}

  /** A square phantom. */
  static HostImage image(int side, PixelType type) {
    return image(PATIENT, side, type);
  }

  /** A square phantom of one of many patients. */
  static HostImage image(long patient, int side, PixelType type) {
    return new PhantomGenerator()
        .render(
            new PhantomSpecification(
                patient,
                0,
                Size.square(side),
                PhantomClass.BACTERIAL_PNEUMONIA,
                Exposure.NORMAL,
                type));
  }

  /** The same pixels for Java's own image writers. */
  static BufferedImage buffered(HostImage image) {
    int width = image.size().width();
    int height = image.size().height();
    BufferedImage buffered =
        new BufferedImage(
            width,
            height,
            image.type() == PixelType.U8
                ? BufferedImage.TYPE_BYTE_GRAY
                : BufferedImage.TYPE_USHORT_GRAY);
    WritableRaster raster = buffered.getRaster();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setSample(x, y, 0, image.get(x, y));
      }
    }
    return buffered;
  }
}
