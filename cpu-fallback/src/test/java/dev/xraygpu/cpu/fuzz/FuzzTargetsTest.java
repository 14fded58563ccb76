package dev.xraygpu.cpu.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The fuzzer's targets on a few thousand inputs, without what a fuzzer learns from coverage. */
class FuzzTargetsTest {
  private static byte[] choices(int seed) {
    Random random = new Random(seed);
    byte[] choices = new byte[random.nextInt(400)];
    random.nextBytes(choices);
    return choices;
  }

  @Test
  void decodersAgreeAboutPngsOfAllKinds() {
    for (int seed = 0; seed < 3000; seed++) {
      PngTarget.fuzzerTestOneInput(choices(seed));
    }
  }

  @Test
  void decodersAgreeAboutTiffsOfAllKinds() {
    for (int seed = 0; seed < 6000; seed++) {
      TiffTarget.fuzzerTestOneInput(choices(seed));
    }
  }

  @Test
  void mostOfTheseFilesHavePixels() {
    assertThat(decoded(PngTarget::file)).isBetween(150, 290);
    assertThat(decoded(TiffTarget::file)).isBetween(150, 290);
  }

  /** How many of 300 files are decoded; some are to be damaged. */
  private static int decoded(UnaryOperator<byte[]> target) {
    Decoders decoders = Decoders.load();
    int decoded = 0;
    for (int seed = 0; seed < 300; seed++) {
      try {
        OpenImage image =
            decoders.open(SampleImages.direct(target.apply(choices(seed))), DecodeRequest.DEFAULT);
        image.decode(1, HostImage.allocate(image.header().pixelType(), image.header().size()));
        decoded++;
      } catch (DecodeException e) {
        // Counted as it is.
      }
    }
    return decoded;
  }

  @Test
  void changedFilesAreReadOrRefused() {
    List<byte[]> files =
        List.of(
            SampleImages.jpeg(SampleImages.gray(40, 30), 0.9f),
            SampleImages.jpeg(SampleImages.color(40, 30), 0.9f),
            SampleImages.progressiveJpeg(SampleImages.color(40, 30), 0.9f),
            SampleImages.encode(SampleImages.color(40, 30), "bmp"),
            SampleImages.grayTiff(SampleImages.gray16(40, 30), 16, 1),
            SampleImages.encode(SampleImages.color(40, 30), "tiff"));
    for (byte[] file : files) {
      for (int seed = 0; seed < 200; seed++) {
        Random random = new Random(seed);
        byte[] changed = file.clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        FileTarget.fuzzerTestOneInput(changed);
      }
    }
  }
}
