package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.Pool;
import dev.xraygpu.decode.TiffHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The TIFF decoder that is asked first: of gray, palettes, and red, green and blue, uncompressed or
 * with LZW, Deflate or PackBits, the same gray pixels as OpenCV's where those are right, and damage
 * in the compressed data is found on the way. Other colours are left to the next decoder once their
 * data were followed; fax codes and JPEG are left to it altogether.
 */
public final class TiffDecoder implements ImageDecoder {
  private static final int PREFERENCE = 10;

  private final Pool<TiffBuffers> pool = new Pool<>(TiffBuffers::new);

  /** For {@link java.util.ServiceLoader}. */
  public TiffDecoder() {}

  @Override
  public Set<ImageFormat> formats() {
    return Set.of(ImageFormat.TIFF);
  }

  @Override
  public String description() {
    return "xray-gpu TIFF decoder";
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
  public Decoding decode(ByteBuffer file, ImageHeader header, HostImage target)
      throws DecodeException {
    TiffHeader tiff = TiffHeader.of(file);
    if (!tiff.size().equals(header.stored())) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "the header says " + header.stored() + ", the pixels are " + tiff.size());
    }
    if (!tiff.losslessBytes()) {
      return Decoding.LEFT;
    }
    TiffBuffers buffers = pool.take();
    try {
      return new TiffReader(file, tiff, buffers).read(header, target);
    } finally {
      pool.giveBack(buffers);
    }
  }
}
