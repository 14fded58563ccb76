package dev.xraygpu.bench.jmh;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Param;

/** PNG, TIFF and BMP with the decoders that a run asks, checks of the file's end included. */
public class LosslessDecodeBenchmark extends DecodeBenchmark {
  @Param({"512", "1024"})
  public int side;

  @Param({
    "PNG_8",
    "PNG_16",
    "TIFF_8",
    "TIFF_16",
    "TIFF_LZW_8",
    "TIFF_LZW_16",
    "TIFF_DEFLATE_16",
    "BMP_8"
  })
  public Format format;

  /** Format, compression where it is not the writer's usual one, and depth. */
  public enum Format {
    PNG_8,
    PNG_16,
    TIFF_8,
    TIFF_16,
    TIFF_LZW_8,
    TIFF_LZW_16,
    TIFF_DEFLATE_16,
    BMP_8
  }

  private final Decoders decoders = Decoders.load();

  @Override
  byte[] encoded() {
    String[] parts = format.name().split("_");
    PixelType type = parts[parts.length - 1].equals("16") ? PixelType.U16 : PixelType.U8;
    BufferedImage image = Phantoms.buffered(Phantoms.image(side, type));
    return parts.length == 2
        ? SampleImages.encode(image, parts[0])
        : SampleImages.written(image, parts[0], parts[1].equals("LZW") ? "LZW" : "Deflate");
  }

  @Override
  boolean decode(ByteBuffer bytes, ImageHeader probed, HostImage pixels) throws DecodeException {
    decoders.decode(bytes, probed, pixels, DecodeVerification.QUICK);
    return true;
  }
}
