package dev.xraygpu.decode.png;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The PNG decoder that is asked first: of gray images of 8 and 16 bits, the same pixels as OpenCV's
 * in less time. Other kinds, and all that is not as it should be, are left to the next decoder.
 */
public final class PngDecoder implements ImageDecoder {
  private static final int PREFERENCE = 10;

  private static final int DEPTH = 24;
  private static final int COLOR_TYPE = 25;
  private static final int INTERLACE = 28;
  private static final int UPRIGHT = 1;

  // One per thread that decodes at the same time; each keeps its tables and buffers.
  private final Queue<GrayPngReader> idle = new ConcurrentLinkedQueue<>();

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
    if (!handles(file, header)) {
      return Decoding.LEFT;
    }
    GrayPngReader reader = idle.poll();
    if (reader == null) {
      reader = new GrayPngReader();
    }
    try {
      return reader.decode(file, target) ? Decoding.DONE : Decoding.LEFT;
    } finally {
      idle.add(reader);
    }
  }

  private static boolean handles(ByteBuffer file, ImageHeader header) {
    int depth = file.get(DEPTH);
    return file.get(COLOR_TYPE) == 0
        && (depth == 8 || depth == 16)
        && file.get(INTERLACE) == 0
        && header.orientation() == UPRIGHT;
  }
}
