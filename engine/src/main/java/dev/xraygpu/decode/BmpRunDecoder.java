package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * Decodes run-length bitmaps (RLE8 and RLE4, as Windows' documentation of {@code BI_RLE8} has them)
 * to the gray that OpenCV makes of their palettes. Pixels that a line's end or a step inside the
 * image passes over have the palette's first colour, as in OpenCV. Codes that stop before the last
 * pixel, or step over it, are truncated: OpenCV fills up what is missing, Pillow refuses most of
 * it.
 *
 * <p>Some writers, ImageMagick among them, encode the padding of each row, too. OpenCV takes that
 * for damage; here what lies in a row's padding is left out, and what goes beyond it is damage.
 * Other bitmaps are left to the next decoder.
 */
public final class BmpRunDecoder implements ImageDecoder {
  private static final int PREFERENCE = 10;
  private static final String WHAT = "the BMP pixels";

  /** For {@link java.util.ServiceLoader}. */
  public BmpRunDecoder() {}

  @Override
  public Set<ImageFormat> formats() {
    return Set.of(ImageFormat.BMP);
  }

  @Override
  public String description() {
    return "xray-gpu run-length BMP decoder";
  }

  @Override
  public int preference() {
    return PREFERENCE;
  }

  @Override
  public boolean findsDamage() {
    return true;
  }

  @Override
  public Decoding decode(ByteBuffer file, ImageHeader image, HostImage target)
      throws DecodeException {
    BmpHeader header = BmpHeader.parse(file, DecodeLimits.WIDEST);
    if (!header.runLength()) {
      return Decoding.LEFT;
    }
    return Decoding.done(
        new Rows(FileBytes.of(file, ByteOrder.LITTLE_ENDIAN), header, target).decode());
  }

  /** How many pixels name a colour that the palette does not have. */
  static long pixelsBeyondPalette(ByteBuffer file, BmpHeader header) throws DecodeException {
    HostImage again = HostImage.allocate(PixelType.U8, header.size());
    Rows rows = new Rows(FileBytes.of(file, ByteOrder.LITTLE_ENDIAN), header, again);
    rows.decode();
    return rows.beyondPalette;
  }

  /** The rows of one image, from the first code to the last. */
  private static final class Rows {
    private final FileBytes file;
    private final BmpHeader header;
    private final Size size;
    private final ByteBuffer pixels;
    private final byte[] grays = new byte[256];
    private final int[] colored = new int[256];
    private long count;
    private long beyondPalette;
    private int x;
    private int y;

    Rows(FileBytes file, BmpHeader header, HostImage target) {
      this.file = file;
      this.header = header;
      this.size = header.size();
      this.pixels = target.pixels();
    }

    private void readPalette() throws DecodeException {
      for (int i = 0; i < header.colors(); i++) {
        int at = (int) header.paletteOffset() + 4 * i;
        int blue = file.at(at);
        int green = file.at(at + 1);
        int red = file.at(at + 2);
        grays[i] = (byte) OpenCvLuma.of(red, green, blue);
        colored[i] = ColoredPixel.difference(red, green, blue) > ColoredPixel.TOLERANCE ? 1 : 0;
      }
    }

    /** Returns how many pixels are coloured. */
    long decode() throws DecodeException {
      readPalette();
      for (int i = 0; i < size.area(); i++) {
        pixels.put(i, grays[0]);
      }
      count = colored[0] * size.area();
      readCodes();
      return count;
    }

    private void readCodes() throws DecodeException {
      long at = header.pixelOffset();
      while (y < size.height() && !(x >= size.width() && y == size.height() - 1)) {
        int count = file.u8(at, WHAT);
        int code = file.u8(at + 1, WHAT);
        at += 2;
        if (count > 0) {
          for (int i = 0; i < count; i++) {
            put(wide() ? code : nibble(code, i));
          }
        } else if (code == 0) {
          x = 0;
          y++;
        } else if (code == 1) {
          refuseMissingPixels();
          return;
        } else if (code == 2) {
          x += file.u8(at, WHAT);
          y += file.u8(at + 1, WHAT);
          at += 2;
          refuseStepBeyondLastPixel();
        } else {
          int bytes = wide() ? code : (code + 1) / 2;
          file.require(at, bytes + (bytes & 1), WHAT);
          for (int i = 0; i < code; i++) {
            put(wide() ? file.at((int) at + i) : nibble(file.at((int) at + i / 2), i));
          }
          at += bytes + (bytes & 1);
        }
        refuseBeyondPadding();
      }
    }

    private boolean wide() {
      return header.compression() == BmpHeader.RLE8;
    }

    private static int nibble(int pair, int index) {
      return (index & 1) == 0 ? pair >> 4 : pair & 15;
    }

    private void put(int color) {
      if (x < size.width()) {
        int row = header.topDown() ? y : size.height() - 1 - y;
        // No code goes back, so no pixel is written twice.
        pixels.put(row * size.width() + x, grays[color]);
        count += colored[color] - colored[0];
        beyondPalette += color >= header.colors() ? 1 : 0;
      }
      x++;
    }

    // What nobody coded is nothing to train on.
    private void refuseMissingPixels() throws DecodeException {
      if (y < size.height() - 1 || x < size.width()) {
        throw truncated(
            "end in row "
                + (y + 1)
                + " of "
                + size.height()
                + ", behind "
                + Math.min(x, size.width())
                + " of "
                + size.width()
                + " pixels");
      }
    }

    private void refuseStepBeyondLastPixel() throws DecodeException {
      if (y >= size.height() || (y == size.height() - 1 && x >= size.width())) {
        throw truncated(
            "step over the last pixel, to column "
                + (x + 1)
                + " of row "
                + (y + 1)
                + ", in an image of "
                + size);
      }
    }

    private static DecodeException truncated(String how) {
      return new DecodeException(FindingCode.TRUNCATED, "the BMP's run-length codes " + how);
    }

    private void refuseBeyondPadding() throws DecodeException {
      if ((long) x * header.bitsPerPixel() > header.rowBytes() * 8) {
        throw BmpHeader.unreadable(
            "its run-length codes give row "
                + y
                + " from below "
                + x
                + " pixels or more, the image has "
                + size.width());
      }
    }
  }
}
