package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelDepth;
import dev.xraygpu.pipeline.DecodedDepth;
import dev.xraygpu.pipeline.FrameChoice;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.ValueBits;
import dev.xraygpu.pipeline.WindowChoice;
import dev.xraygpu.quality.FindingCode;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** Files of 16 bits whose values have 12. */
class ValueBitsTest {
  private static final int WIDTH = 90;
  private static final int HEIGHT = 60;

  private final BufferedImage stored =
      new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
  private DecodedFrame frame = DecodedFrame.PLAIN;

  ValueBitsTest() {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        stored.getRaster().setSample(x, y, 0, (x * 47 + y * 31) % 4096);
      }
    }
  }

  private HostImage decode(byte[] file, ValueBits bits, DecodedDepth depth) throws DecodeException {
    Rendering rendering = new Rendering(WindowChoice.FIRST, bits, depth, FrameChoice.ALL);
    DecodeRequest request =
        new DecodeRequest(DecodeLimits.DEFAULT, DecodeVerification.QUICK, rendering);
    OpenImage image = Decoders.load().open(SampleImages.direct(file), request);
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());
    frame = image.decode(1, target);
    return target;
  }

  @Test
  void areScaledToAllBits() throws DecodeException {
    for (byte[] file :
        new byte[][] {
          SampleImages.encode(stored, "png"), SampleImages.grayTiff(stored, 16, 1),
        }) {
      HostImage twelve = decode(file, new ValueBits(12), DecodedDepth.FILE);
      assertThat(frame.notes()).isEmpty();
      HostImage eight = decode(file, new ValueBits(12), DecodedDepth.EIGHT);
      HostImage asStored = decode(file, ValueBits.FILE, DecodedDepth.FILE);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int value = stored.getRaster().getSample(x, y, 0);
          int scaled = (int) Math.rint(value * 65_535.0 / 4095);
          assertThat(asStored.get(x, y)).isEqualTo(value);
          assertThat(twelve.get(x, y)).isEqualTo(scaled);
          assertThat(eight.get(x, y)).isEqualTo(PixelDepth.toEight(scaled));
        }
      }
    }
  }

  @Test
  void valuesOfMoreBitsAreSaid() throws DecodeException {
    stored.getRaster().setSample(5, 6, 0, 4096);
    stored.getRaster().setSample(7, 8, 0, 65_535);
    HostImage image =
        decode(SampleImages.encode(stored, "png"), new ValueBits(12), DecodedDepth.FILE);
    assertThat(image.get(5, 6)).isEqualTo(65_535);
    assertThat(frame.notes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.code()).isEqualTo(FindingCode.PIXEL_VALUES_OUT_OF_RANGE);
              assertThat(note.message()).startsWith("2 of 5,400 pixels have values above 4,095");
            });
  }

  @Test
  void filesOfEightBitsAreLeftAlone() throws DecodeException {
    byte[] file = SampleImages.encode(SampleImages.gray(40, 30), "png");
    assertThat(decode(file, new ValueBits(12), DecodedDepth.FILE).bytes())
        .isEqualTo(decode(file, ValueBits.FILE, DecodedDepth.FILE).bytes());
  }
}
