package dev.xraygpu.bench.jmh;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** Baseline JPEG with our own decoder and with OpenCV's, and progressive JPEG with OpenCV's. */
public class JpegDecodeBenchmark extends DecodeBenchmark {
  @Param({"512", "1024", "2048"})
  public int side;

  @Param({"0.75", "0.95"})
  public float quality;

  @Param({"OWN", "OPENCV", "OPENCV_PROGRESSIVE"})
  public Way way;

  /** What decodes what. */
  public enum Way {
    OWN,
    OPENCV,
    OPENCV_PROGRESSIVE
  }

  private ImageDecoder decoder;

  @Override
  byte[] encoded() {
    List<ImageDecoder> decoders = Decoders.load().of(ImageFormat.JPEG);
    decoder = decoders.get(way == Way.OWN ? 0 : decoders.size() - 1);
    var image = Phantoms.buffered(Phantoms.image(side, PixelType.U8));
    return way == Way.OPENCV_PROGRESSIVE
        ? SampleImages.progressiveJpeg(image, quality)
        : SampleImages.jpeg(image, quality);
  }

  @Override
  boolean decode(ByteBuffer bytes, ImageHeader probed, HostImage pixels) throws DecodeException {
    return decoder.decode(bytes, probed, pixels).done();
  }
}
