package dev.xraygpu.report;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.picture.Canvas;
import dev.xraygpu.sink.PngEncoder;
import dev.xraygpu.thumbnail.Thumbnail;
import java.util.Base64;

/**
 * A small gray picture for the page.
 *
 * @param size columns and rows
 * @param dataUri the picture as an address that needs no network
 */
public record Picture(Size size, String dataUri) {
  // Of an example; at most Thumbnail.LONGEST_SIDE.
  private static final int LONGEST_SIDE = 160;

  /** A picture that was drawn, as it is. */
  public static Picture of(Canvas drawn) {
    return new Picture(drawn.size(), address(drawn.png(PngEncoder.Effort.QUICK)));
  }

  private static String address(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  /**
   * A picture of an image, no side of which is longer than 160 pixels. 8-bit values stay what they
   * are; the range of 16-bit ones is stretched to what occurs, since a screen shows no more.
   *
   * @param small the image's own small copy
   */
  public static Picture of(HostImage original, Thumbnail small) {
    int longer = Math.max(original.size().width(), original.size().height());
    double scale = Math.min(1, (double) LONGEST_SIDE / longer);
    Size size =
        new Size(
            Math.max(1, (int) Math.round(original.size().width() * scale)),
            Math.max(1, (int) Math.round(original.size().height() * scale)));
    float[] cells = small.onGrid(size);
    float low = 0;
    float high = Thumbnail.MAX_VALUE;
    if (original.type() == PixelType.U16) {
      low = Float.MAX_VALUE;
      high = 0;
      for (float cell : cells) {
        low = Math.min(low, cell);
        high = Math.max(high, cell);
      }
    }
    HostImage image = HostImage.allocate(PixelType.U8, size);
    float range = Math.max(1, high - low);
    for (int i = 0; i < cells.length; i++) {
      image.pixels().put(i, (byte) Math.round(Math.max(0, (cells[i] - low) / range * 255)));
    }
    byte[] png = PngEncoder.encode(image, PngEncoder.Effort.QUICK);
    return new Picture(size, address(png));
  }
}
