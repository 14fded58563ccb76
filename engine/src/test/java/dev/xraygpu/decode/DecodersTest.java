package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodersTest {
  /** Gives pixels without an error for whatever it gets, as libjpeg does. */
  private record CarelessDecoder(int value, int corner) implements ImageDecoder {
    @Override
    public Set<ImageFormat> formats() {
      return Set.of(ImageFormat.JPEG);
    }

    @Override
    public String description() {
      return "careless";
    }

    @Override
    public Decoding decode(ByteBuffer file, ImageHeader header, HostImage target) {
      for (int i = 0; i < target.byteSize(); i++) {
        target.pixels().put(i, (byte) value);
      }
      target.pixels().put(target.byteSize() - 1, (byte) corner);
      return Decoding.DONE;
    }
  }

  @Test
  void formatWithoutDecoderIsUnsupported() {
    Decoders none = new Decoders(List.of());

    DecodeException refusal =
        decode(
            none, SampleImages.encode(SampleImages.gray(20, 20), "png"), DecodeVerification.QUICK);

    assertThat(refusal.code()).isEqualTo(FindingCode.UNSUPPORTED);
    assertThat(refusal).hasMessageContaining("PNG has no decoder");
  }

  @Test
  void flatGrayCornerMakesQuickLookTwice() {
    byte[] shortened = endedEarly(SampleImages.jpeg(SampleImages.gray(100, 100), 0.9f));

    assertThat(decode(careless(128, 128), shortened, DecodeVerification.QUICK).code())
        .isEqualTo(FindingCode.TRUNCATED);
    assertThat(decode(careless(128, 127), shortened, DecodeVerification.QUICK)).isNull();
  }

  @Test
  void flatGrayCornerOfAWholeImageIsNoFinding() {
    byte[] whole = SampleImages.jpeg(SampleImages.gray(100, 100), 0.9f);

    assertThat(decode(careless(128, 128), whole, DecodeVerification.QUICK)).isNull();
  }

  @Test
  void fullAndProgressiveAreVerifiedBeforeTheDecode() {
    byte[] baseline = endedEarly(SampleImages.jpeg(SampleImages.gray(100, 100), 0.9f));
    byte[] progressive =
        endedEarly(SampleImages.progressiveJpeg(SampleImages.gray(100, 100), 0.9f));

    assertThat(decode(careless(1, 1), baseline, DecodeVerification.FULL)).isNotNull();
    assertThat(decode(careless(1, 1), progressive, DecodeVerification.QUICK)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void knowsWhereEachOrientationPutsTheLastBlock(int orientation) throws DecodeException {
    byte[] jpeg =
        SampleImages.withExif(SampleImages.jpeg(SampleImages.gray(21, 13), 0.9f), orientation);
    ImageHeader header = HeaderProbe.probe(SampleImages.direct(jpeg), DecodeLimits.DEFAULT);
    HostImage image = HostImage.allocate(header.pixelType(), header.size());
    // The last block covers columns 16 to 20 and rows 8 to 12 of the stored image.
    for (int y = 8; y < 13; y++) {
      for (int x = 16; x < 21; x++) {
        put(image, orientation, x, y);
      }
    }

    assertThat(JpegCornerBlock.isFlatGray(image, orientation)).isTrue();
  }

  private static void put(HostImage image, int orientation, int x, int y) {
    int right = 20 - x;
    int up = 12 - y;
    int[] at =
        switch (orientation) {
          case 1 -> new int[] {x, y};
          case 2 -> new int[] {right, y};
          case 3 -> new int[] {right, up};
          case 4 -> new int[] {x, up};
          case 5 -> new int[] {y, x};
          case 6 -> new int[] {up, x};
          case 7 -> new int[] {up, right};
          default -> new int[] {y, right};
        };
    image.pixels().put(at[1] * image.size().width() + at[0], (byte) 128);
  }

  @Test
  void wrongTargetIsAMistakeOfTheCaller() throws DecodeException {
    ByteBuffer file = SampleImages.direct(SampleImages.jpeg(SampleImages.gray(20, 10), 0.9f));
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size().transposed());

    assertThatCode(() -> careless(1, 1).decode(file, header, target, DecodeVerification.QUICK))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Decoders careless(int value, int corner) {
    return new Decoders(List.of(new CarelessDecoder(value, corner)));
  }

  private static byte[] endedEarly(byte[] jpeg) {
    byte[] shortened = Arrays.copyOf(jpeg, jpeg.length * 3 / 4);
    shortened[shortened.length - 3] = 0;
    shortened[shortened.length - 2] = (byte) 0xff;
    shortened[shortened.length - 1] = (byte) 0xd9;
    return shortened;
  }

  private static DecodeException decode(
      Decoders decoders, byte[] bytes, DecodeVerification verification) {
    return catchThrowableOfType(
        DecodeException.class,
        () -> {
          ByteBuffer file = SampleImages.direct(bytes);
          ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
          HostImage target = HostImage.allocate(header.pixelType(), header.size());
          decoders.decode(file, header, target, verification);
        });
  }
}
