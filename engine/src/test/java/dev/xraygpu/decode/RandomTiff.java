package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * A TIFF of a random kind, and what must come of it.
 *
 * @param file the file
 * @param gray its pixels as they are shown
 * @param colored how many of them are coloured
 * @param kind in words, for messages
 */
public record RandomTiff(byte[] file, HostImage gray, long colored, String kind) {
  private static final int[] GRAY_BITS = {1, 2, 4, 8, 8, 8, 10, 12, 14, 16, 16, 16};
  private static final int[] COLOR_BITS = {8, 8, 8, 10, 12, 14, 16, 16};
  private static final int[] PALETTE_BITS = {1, 2, 4, 8};
  private static final int[] COMPRESSIONS = {
    TiffWriter.NONE, TiffWriter.LZW, TiffWriter.DEFLATE, 32946, TiffWriter.PACK_BITS
  };

  /** One of them. */
  public static RandomTiff of(SplittableRandom random) {
    int photometric = new int[] {0, 1, 1, 2, 2, 3}[random.nextInt(6)];
    int[] depths = photometric == 2 ? COLOR_BITS : photometric == 3 ? PALETTE_BITS : GRAY_BITS;
    int bits = depths[random.nextInt(depths.length)];
    int least = photometric == 2 ? 3 : 1;
    boolean extra = bits >= 8 && random.nextInt(4) == 0;
    int samples = extra ? least + 1 + random.nextInt(4 - least) : least;
    int width = 1 + random.nextInt(random.nextInt(6) == 0 ? 9000 : 70);
    int height = 1 + random.nextInt(width > 100 ? 4 : 60);
    int[] values = values(random, width * height * samples, samples, (1 << bits) - 1);
    TiffWriter writer = new TiffWriter(width, height, samples, bits, photometric, values);
    long[] palette = new long[3 << bits];
    if (photometric == 3) {
      int most = random.nextInt(4) == 0 ? 256 : 65_536;
      for (int i = 0; i < palette.length; i++) {
        palette[i] = random.nextInt(most);
      }
      palette[0] = most - 1L; // 255 where all are of 8 bits
      writer.field(320, palette);
    }
    if (extra && random.nextBoolean()) {
      writer.field(338, fill(samples - least, random.nextInt(3)));
    }
    String kind =
        width
            + "x"
            + height
            + " photometric "
            + photometric
            + ", "
            + samples
            + " of "
            + bits
            + " bits"
            + choose(random, writer, bits, samples, height);
    int orientation = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 1;
    if (orientation > 1) {
      writer.field(274, orientation);
    }
    HostImage gray = blank(bits, width, height, orientation);
    long colored = 0;
    for (int i = 0; i < width * height; i++) {
      int[] pixel = gray(photometric, bits, samples, values, i, palette);
      put(gray, i % width, i / width, width, height, orientation, pixel[0]);
      colored += pixel[1];
    }
    return new RandomTiff(writer.toBytes(), gray, colored, kind + ", orientation " + orientation);
  }

  private static String choose(
      SplittableRandom random, TiffWriter writer, int bits, int samples, int height) {
    int compression = COMPRESSIONS[random.nextInt(COMPRESSIONS.length)];
    String kind = ", compression " + compression;
    writer.compression(compression);
    boolean predictable = compression != TiffWriter.NONE && compression != TiffWriter.PACK_BITS;
    if (predictable && (bits == 8 || bits == 16) && random.nextBoolean()) {
      writer.differences();
      kind += ", differences";
    }
    if (random.nextBoolean()) {
      writer.order(ByteOrder.BIG_ENDIAN);
      kind += ", big endian";
    }
    if (random.nextInt(5) == 0) {
      writer.big();
      kind += ", BigTIFF";
    }
    if (random.nextInt(3) == 0) {
      writer.tiles(16 * (1 + random.nextInt(5)), 16 * (1 + random.nextInt(3)));
      kind += ", tiles";
    } else if (random.nextBoolean()) {
      writer.strips(1 + random.nextInt(height));
      kind += ", strips";
      if (random.nextInt(4) == 0) {
        writer.fullLastStrip();
        kind += ", the last one full";
      }
    }
    if (samples > 1 && random.nextInt(3) == 0) {
      writer.planes();
      kind += ", planes";
    }
    if (random.nextInt(8) == 0) {
      writer.reversed();
      kind += ", reversed bits";
    }
    if (compression == TiffWriter.LZW && random.nextInt(5) == 0) {
      writer.oldLzw();
      kind += ", old codes";
    }
    return kind;
  }

  private static long[] fill(int length, long value) {
    long[] filled = new long[length];
    java.util.Arrays.fill(filled, value);
    return filled;
  }

  private static int[] values(SplittableRandom random, int count, int samples, int most) {
    int kind = random.nextInt(5);
    int level = random.nextInt(most + 1);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (kind) {
            case 0 -> random.nextInt(most + 1);
            case 1 -> level;
            case 2 -> i / samples * 3 + i % samples * 20 & most;
            case 3 -> i % samples == 0 ? random.nextInt(most + 1) : values[i - 1];
            default -> random.nextInt(10) == 0 ? random.nextInt(most + 1) : level;
          };
    }
    return values;
  }

  private static HostImage blank(int bits, int width, int height, int orientation) {
    Size size = orientation >= 5 ? new Size(height, width) : new Size(width, height);
    return HostImage.allocate(bits > 8 ? PixelType.U16 : PixelType.U8, size);
  }

  /** The gray of a pixel, and 1 if it is coloured. */
  private static int[] gray(
      int photometric, int bits, int samples, int[] values, int pixel, long[] palette) {
    int shift = bits > 8 ? 16 - bits : 0;
    int first = values[pixel * samples];
    if (photometric == 2) {
      int green = values[pixel * samples + 1];
      int blue = values[pixel * samples + 2];
      int apart = Math.max(first, Math.max(green, blue)) - Math.min(first, Math.min(green, blue));
      int tolerance = bits > 8 ? 16 * 257 : 16;
      return new int[] {weighed(first, green, blue) << shift, apart << shift > tolerance ? 1 : 0};
    }
    if (photometric == 3) {
      boolean deep = java.util.Arrays.stream(palette).anyMatch(color -> color > 255);
      int[] color = new int[3];
      for (int i = 0; i < 3; i++) {
        long channel = palette[first + (i << bits)];
        color[i] = (int) (deep ? channel >> 8 : channel);
      }
      int apart =
          Math.max(color[0], Math.max(color[1], color[2]))
              - Math.min(color[0], Math.min(color[1], color[2]));
      return new int[] {weighed(color[0], color[1], color[2]), apart > 16 ? 1 : 0};
    }
    int value = photometric == 0 ? (1 << bits) - 1 - first : first;
    return new int[] {bits < 8 ? value * 255 / ((1 << bits) - 1) : value << shift, 0};
  }

  private static int weighed(int red, int green, int blue) {
    return (4899 * red + 9617 * green + 1868 * blue + 8192) >> 14;
  }

  /** EXIF 2.32, tag 274: which side of the shown image row 0 and column 0 are. */
  private static void put(
      HostImage gray, int x, int y, int width, int height, int orientation, int value) {
    int right = width - 1 - x;
    int up = height - 1 - y;
    int[] to =
        switch (orientation) {
          case 2 -> new int[] {right, y};
          case 3 -> new int[] {right, up};
          case 4 -> new int[] {x, up};
          case 5 -> new int[] {y, x};
          case 6 -> new int[] {up, x};
          case 7 -> new int[] {up, right};
          case 8 -> new int[] {y, right};
          default -> new int[] {x, y};
        };
    int index = to[1] * gray.size().width() + to[0];
    if (gray.type() == PixelType.U16) {
      gray.pixels().putChar(2 * index, (char) value);
    } else {
      gray.pixels().put(index, (byte) value);
    }
  }
}
