package dev.xraygpu.cpu;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.png.PngLuma;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes {@linkplain PngLuma libpng's gray} of colours that OpenCV has decoded. */
final class LibpngLuma {
  private static final int CHANNELS = 3;

  /** With a known gamma libpng weighs the light, not the values; transparency adds a channel. */
  private static final Set<String> OTHERWISE = Set.of("gAMA", "cHRM", "sRGB", "iCCP", "tRNS");

  private static final int SIGNATURE = 8;
  private static final int OVERHEAD = 12;

  private LibpngLuma() {}

  /**
   * Whether libpng computes the gray of an image this way.
   *
   * @param file a PNG whose chunks were checked to lie inside the file, or another format
   */
  static boolean applies(ByteBuffer file, ImageHeader header) {
    if (header.format() != ImageFormat.PNG || !header.color() || header.orientation() != 1) {
      return false;
    }
    byte[] type = new byte[4];
    for (int at = SIGNATURE; at < file.limit(); at += OVERHEAD + file.getInt(at)) {
      file.get(at + 4, type);
      String name = new String(type, StandardCharsets.ISO_8859_1);
      if (name.equals("IDAT")) {
        return true; // those that matter come before it
      }
      if (OTHERWISE.contains(name)) {
        return false;
      }
    }
    return false;
  }

  /**
   * Converts an image.
   *
   * @param colors blue, green and red of the target's size and depth
   */
  static void convert(Mat colors, HostImage target) {
    long rowBytes = colors.cols() * colors.elemSize();
    ByteBuffer pixels = target.pixels();
    int width = colors.cols();
    for (int y = 0; y < colors.rows(); y++) {
      try (BytePointer row = colors.ptr(y)) {
        ByteBuffer samples = row.capacity(rowBytes).asByteBuffer().order(ByteOrder.nativeOrder());
        if (target.type() == PixelType.U8) {
          row8(samples, pixels, y * width, width);
        } else {
          row16(samples, pixels, 2 * y * width, width);
        }
      }
    }
  }

  private static void row8(ByteBuffer samples, ByteBuffer pixels, int at, int width) {
    for (int x = 0; x < width; x++) {
      int blue = samples.get(CHANNELS * x) & 0xff;
      int green = samples.get(CHANNELS * x + 1) & 0xff;
      int red = samples.get(CHANNELS * x + 2) & 0xff;
      pixels.put(at + x, (byte) PngLuma.of8(red, green, blue));
    }
  }

  private static void row16(ByteBuffer samples, ByteBuffer pixels, int at, int width) {
    for (int x = 0; x < width; x++) {
      int blue = samples.getChar(2 * CHANNELS * x);
      int green = samples.getChar(2 * CHANNELS * x + 2);
      int red = samples.getChar(2 * CHANNELS * x + 4);
      pixels.putChar(at + 2 * x, (char) PngLuma.of16(red, green, blue));
    }
  }
}
