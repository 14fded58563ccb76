package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageDecoderContract;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OpenCvImageDecoderTest extends ImageDecoderContract {
  @Override
  protected ImageDecoder decoder() {
    return new OpenCvImageDecoder();
  }

  @Test
  void isFoundAsAService() {
    assertThat(Decoders.load().of(ImageFormat.JPEG)).hasSize(2);
    assertThat(Decoders.load().of(ImageFormat.JPEG).get(1)).isInstanceOf(OpenCvImageDecoder.class);
    assertThat(Decoders.load().of(ImageFormat.PNG).get(0)).isInstanceOf(OpenCvImageDecoder.class);
    assertThat(decoder().description()).isEqualTo("OpenCV 4.13.0");
  }

  @Test
  void readsTheStillImageOfAnAnimatedPng() throws DecodeException {
    byte[] still = SampleImages.encode(SampleImages.color(40, 30), "png");
    // Two frames are declared; without frames behind the still image, OpenCV 4.13 reads none.
    byte[] animated = SampleImages.insertChunk(still, "acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0});

    assertThat(decode(animated).bytes()).isEqualTo(decode(still).bytes());
  }

  private static HostImage decode(byte[] bytes) throws DecodeException {
    ByteBuffer file = SampleImages.direct(bytes);
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    Decoders.load().decode(file, header, target, DecodeVerification.FULL);
    return target;
  }
}
