package dev.xraygpu.bench.jmh;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Param;

/** PNG, TIFF and BMP with the decoders that a run asks, checks of the file's end included. */
public class LosslessDecodeBenchmark extends DecodeBenchmark {
  @Param({"512", "1024"})
  public int side;

  @Param({"PNG_8", "PNG_16", "TIFF_8", "TIFF_16", "BMP_8"})
  public Format format;

  /** Format and depth. */
  public enum Format {
    PNG_8,
    PNG_16,
    TIFF_8,
    TIFF_16,
    BMP_8
  }

  private final Decoders decoders = Decoders.load();

  @Override
  byte[] encoded() {
    PixelType type = format.name().endsWith("16") ? PixelType.U16 : PixelType.U8;
    return SampleImages.encode(
        Phantoms.buffered(Phantoms.image(side, type)),
        format.name().substring(0, format.name().indexOf('_')));
  }

  @Override
  boolean decode(ByteBuffer bytes, ImageHeader probed, HostImage pixels) throws DecodeException {
    decoders.decode(bytes, probed, pixels, DecodeVerification.QUICK);
    return true;
  }
}
