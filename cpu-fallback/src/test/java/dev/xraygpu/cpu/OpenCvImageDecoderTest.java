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
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.HexFormat;
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
    assertThat(Decoders.load().of(ImageFormat.PNG)).hasSize(2);
    assertThat(Decoders.load().of(ImageFormat.PNG).get(1)).isInstanceOf(OpenCvImageDecoder.class);
    assertThat(decoder().description()).isEqualTo("OpenCV 4.13.0");
  }

  @Test
  void readsTheStillImageOfAnAnimatedPng() throws DecodeException {
    byte[] still = SampleImages.encode(SampleImages.color(40, 30), "png");
    // Two frames are declared; without frames behind the still image, OpenCV 4.13 reads none.
    byte[] animated = SampleImages.insertChunk(still, "acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0});

    assertThat(decode(animated).bytes()).isEqualTo(decode(still).bytes());
  }

  @Test
  void turnsDeepTiffsWhoseZeroIsWhite() throws DecodeException {
    byte[] blackIsZero = SampleImages.grayTiff(SampleImages.gray16(40, 30), 16, 1);
    ByteBuffer whiteIsZero = ByteBuffer.wrap(blackIsZero.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int directory = whiteIsZero.getInt(4);
    int photometric = directory + 2 + 12 * 4;
    assertThat(whiteIsZero.getShort(photometric)).isEqualTo((short) 262);
    whiteIsZero.putShort(photometric + 8, (short) 0);

    ShortBuffer straight =
        decode(blackIsZero).bytes().order(ByteOrder.nativeOrder()).asShortBuffer();
    ShortBuffer turned =
        decode(whiteIsZero.array()).bytes().order(ByteOrder.nativeOrder()).asShortBuffer();

    assertThat(turned.remaining()).isEqualTo(40 * 30);
    for (int i = 0; i < turned.remaining(); i++) {
      assertThat(turned.get(i) & 0xffff).isEqualTo(65_535 - (straight.get(i) & 0xffff));
    }
  }

  /** The values are those of the bits in the file, which libtiff's own tools show, too. */
  @Test
  void turnsTwelveBitsToo() throws DecodeException {
    // Two rows of four 12-bit samples: 0 1000 2000 4095, 100 500 3000 3500.
    byte[] file =
        HexFormat.of()
            .parseHex(
                "49492a0008000000"
                    + "0a00"
                    + "000103000100000004000000"
                    + "010103000100000002000000"
                    + "02010300010000000c000000"
                    + "030103000100000001000000"
                    + "060103000100000000000000"
                    + "110104000100000086000000"
                    + "150103000100000001000000"
                    + "160103000100000002000000"
                    + "17010400010000000c000000"
                    + "530103000100000001000000"
                    + "00000000"
                    + "0003e87d0fff0641f4bb8dac");

    ShortBuffer pixels = decode(file).bytes().order(ByteOrder.nativeOrder()).asShortBuffer();

    int[] stored = {0, 1000, 2000, 4095, 100, 500, 3000, 3500};
    for (int i = 0; i < stored.length; i++) {
      assertThat(pixels.get(i) & 0xffff).isEqualTo((4095 - stored[i]) * 16);
    }
  }

  private static HostImage decode(byte[] bytes) throws DecodeException {
    ByteBuffer file = SampleImages.direct(bytes);
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    Decoders.load().decode(file, header, target, DecodeVerification.FULL);
    return target;
  }
}
