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

class DecodersTest {
  /** Gives pixels without an error for whatever it gets, as libjpeg does. */
  private record CarelessDecoder() implements ImageDecoder {
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
  void compressedDataAreFollowedForDecodersThatDoNot() {
    byte[] baseline = endedEarly(SampleImages.jpeg(SampleImages.gray(100, 100), 0.9f));
    byte[] progressive =
        endedEarly(SampleImages.progressiveJpeg(SampleImages.gray(100, 100), 0.9f));

    assertThat(decode(careless(), baseline, DecodeVerification.QUICK)).isNotNull();
    assertThat(decode(careless(), progressive, DecodeVerification.QUICK)).isNotNull();
  }

  @Test
  void wrongTargetIsAMistakeOfTheCaller() throws DecodeException {
    ByteBuffer file = SampleImages.direct(SampleImages.jpeg(SampleImages.gray(20, 10), 0.9f));
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size().transposed());

    assertThatCode(() -> careless().decode(file, header, target, DecodeVerification.QUICK))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Decoders careless() {
    return new Decoders(List.of(new CarelessDecoder()));
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
