package dev.xraygpu.dicom;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Codestreams that lose information or have rarer codings: the values are those that OpenJPEG makes
 * of them.
 */
class Jpeg2000LossyTest {
  static Stream<Jpeg2000Golden> goldens() {
    return Jpeg2000Golden.lossy();
  }

  private static Jpeg2000Golden golden(String name) {
    return goldens().filter(golden -> golden.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void samplesAreOpenJpegs(Jpeg2000Golden golden) throws DecodeException {
    DecodedFrame frame =
        requireNonNull(golden.decode(golden.stream(), TransferSyntax.JPEG_2000), "left out");

    assertThat(frame.values()).isEqualTo(golden.expected());
  }

  /** What is missing at the end may be so on purpose; another codec decides. */
  @ParameterizedTest
  @MethodSource("goldens")
  void noShorterStreamIsDecoded(Jpeg2000Golden golden) {
    int start = Jpeg2000Golden.at(golden.stream(), 0xff90);
    for (int missing = 3; missing < golden.stream().length - start - 14; missing += 7) {
      byte[] cut = Arrays.copyOf(golden.stream(), golden.stream().length - missing);
      if (golden.size().area() < 1000) { // in one tile, whose length is mended
        ByteBuffer.wrap(cut).putInt(start + 6, cut.length - start);
      }
      try {
        assertThat(golden.decode(cut, TransferSyntax.JPEG_2000)).isNull();
      } catch (DecodeException e) {
        assertThat(e.code()).isIn(FindingCode.TRUNCATED, FindingCode.UNREADABLE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void damageGivesSamplesOrACode(Jpeg2000Golden golden) {
    Random random = new Random(golden.name().hashCode());
    for (int i = 0; i < 300; i++) {
      byte[] damaged = golden.damaged(random);
      try {
        golden.decode(damaged, TransferSyntax.JPEG_2000);
      } catch (DecodeException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  /** That cannot be on purpose, so that no other codec is asked to make something of it. */
  @Test
  void codesThatMeanNothingAreDamage() {
    Jpeg2000Golden golden = golden("plain-16");
    byte[] damaged = golden.stream().clone();
    int packets = Jpeg2000Golden.at(damaged, 0xff93) + 2;
    Arrays.fill(damaged, packets, packets + 12, (byte) 0xff);

    assertThatThrownBy(() -> golden.decode(damaged, TransferSyntax.JPEG_2000))
        .isInstanceOf(DecodeException.class)
        .extracting(e -> ((DecodeException) e).code())
        .isEqualTo(FindingCode.UNREADABLE);
  }

  @Test
  void stepsWhereNothingMayBeLostAreLeftToAnotherCodec() throws DecodeException {
    Jpeg2000Golden golden = golden("plain-8");
    byte[] stream = golden.stream().clone();
    stream[Jpeg2000Golden.at(stream, 0xff52) + 13] = 1;

    assertThat(golden.decode(stream, TransferSyntax.JPEG_2000)).isNull();
  }
}
