package dev.xraygpu.decode.png;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.Pool;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The PNG decoder that is asked first: of gray images of 8 and 16 bits and coloured ones of 8, with
 * and without alpha, the same gray pixels as OpenCV's, in less time. Other kinds, and all that is
 * not as it should be, are left to the next decoder.
 */
public final class PngDecoder implements ImageDecoder {
  private static final int PREFERENCE = 10;

  private static final int DEPTH = 24;
  private static final int COLOR_TYPE = 25;
  private static final int INTERLACE = 28;
  private static final int UPRIGHT = 1;

  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int RGB_ALPHA = 6;

  private final Pool<PngReader> pool = new Pool<>(PngReader::new);

  /** For {@link java.util.ServiceLoader}. */
  public PngDecoder() {}

  @Override
  public Set<ImageFormat> formats() {
    return Set.of(ImageFormat.PNG);
  }

  @Override
  public String description() {
    return "xray-gpu PNG decoder";
  }

  @Override
  public int preference() {
    return PREFERENCE;
  }

  @Override
  public Decoding decode(ByteBuffer file, ImageHeader header, HostImage target)
      throws DecodeException {
    int channels = channels(file.get(COLOR_TYPE), file.get(DEPTH));
    if (channels == 0 || file.get(INTERLACE) != 0 || header.orientation() != UPRIGHT) {
      return Decoding.LEFT;
    }
    PngReader reader = pool.take();
    try {
      return reader.decode(file, channels, target);
    } finally {
      pool.giveBack(reader);
    }
  }

  /** Of a kind that is read here, else 0. */
  private static int channels(int colorType, int depth) {
    return switch (colorType) {
      case GRAY -> depth == 8 || depth == 16 ? 1 : 0;
      case RGB -> depth == 8 ? 3 : 0;
      case RGB_ALPHA -> depth == 8 ? 4 : 0;
      default -> 0;
    };
  }
}
