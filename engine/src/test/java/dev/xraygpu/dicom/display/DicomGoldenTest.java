package dev.xraygpu.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelDepth;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.DecodedDepth;
import dev.xraygpu.pipeline.FrameChoice;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.ValueBits;
import dev.xraygpu.pipeline.WindowChoice;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small files and what pydicom shows of them, made by {@code
 * engine/src/test/python/make_dicom_goldens.py} with pydicom 2.3.1. Each line of a text file is a
 * window ({@code 1#2} is the second frame) and the 16-bit pixels.
 */
class DicomGoldenTest {
  private final DicomImageDecoder decoder = new DicomImageDecoder();

  private static ByteBuffer file(String name) throws IOException {
    byte[] bytes = resource(name + ".dcm");
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DicomGoldenTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  private OpenImage open(String name, String window, DecodedDepth depth)
      throws IOException, DecodeException, PipelineFormatException {
    Rendering rendering =
        new Rendering(WindowChoice.parse("window", window), ValueBits.FILE, depth, FrameChoice.ALL);
    return decoder.open(
        file(name), new DecodeRequest(DecodeLimits.DEFAULT, DecodeVerification.QUICK, rendering));
  }

  private static int[] pixels(OpenImage image, int frame) throws DecodeException {
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());
    image.decode(frame, target);
    int[] pixels = new int[target.pixelCount()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = target.get(i % target.size().width(), i / target.size().width());
    }
    return pixels;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "monochrome1",
        "monochrome2",
        "linear_exact",
        "sigmoid",
        "signed",
        "no-window",
        "eight-bits",
        "voi-lut",
        "voi-lut-signed",
        "modality-lut",
        "padding-monochrome1",
        "padding-monochrome2",
        "palette",
        "rgb-0",
        "rgb-1",
        "ybr-full",
        "ybr-full-422",
        "frames",
      })
  void equalsWhatPydicomShows(String name) throws Exception {
    List<String> lines =
        new String(resource(name + ".txt"), StandardCharsets.US_ASCII).lines().toList();
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      String[] words = line.split(" ");
      String[] windowAndFrame = words[0].split("#");
      int frame = windowAndFrame.length == 1 ? 1 : Integer.parseInt(windowAndFrame[1]);
      int[] expected = Arrays.stream(words, 1, words.length).mapToInt(Integer::parseInt).toArray();
      OpenImage image = open(name, windowAndFrame[0], DecodedDepth.FILE);
      assertThat(image.header().pixelType()).isEqualTo(PixelType.U16);
      assertThat(pixels(image, frame)).as("%s, window %s", name, words[0]).isEqualTo(expected);
      OpenImage eight = open(name, windowAndFrame[0], DecodedDepth.EIGHT);
      assertThat(eight.header().pixelType()).isEqualTo(PixelType.U8);
      assertThat(pixels(eight, frame))
          .as("%s, window %s, 8 bit", name, words[0])
          .isEqualTo(Arrays.stream(expected).map(PixelDepth::toEight).toArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"padding-monochrome1", "padding-monochrome2"})
  void paddingIsCounted(String name) throws Exception {
    OpenImage image = open(name, "1", DecodedDepth.FILE);
    HostImage target = HostImage.allocate(PixelType.U16, image.header().size());
    DecodedFrame frame = image.decode(1, target);
    // Of 240 values from -2048 to 2047 in even steps, those from -2000 to -1500.
    assertThat(frame.blackPadding()).isEqualTo(30);
    assertThat(frame.notes()).isEmpty();
  }

  @Test
  void aWindowThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> pixels(open("voi-lut", "4", DecodedDepth.FILE), 1))
        .isInstanceOfSatisfying(
            DecodeException.class,
            e -> {
              assertThat(e.code()).isEqualTo(FindingCode.UNSUPPORTED);
              assertThat(e.remedy())
                  .startsWith("Choose one that the file has")
                  .contains("--window");
            })
        .hasMessage("there is no window 4: the file has 2 VOI LUTs and 1 window");
  }

  @Test
  void theManifestTellsTheWindow() throws Exception {
    assertThat(open("monochrome1", "1", DecodedDepth.FILE).acquisition(1))
        .containsEntry("window", "1800,2000")
        .containsEntry("photometric", "MONOCHROME1")
        .containsEntry("bits_stored", "12")
        .containsEntry("modality", "CR");
    assertThat(open("sigmoid", "1", DecodedDepth.FILE).acquisition(1))
        .containsEntry("window", "1800.5,1499.25 SIGMOID");
    assertThat(open("frames", "1", DecodedDepth.FILE).acquisition(2))
        .containsEntry("window", "500,1000");
    assertThat(open("eight-bits", "1", DecodedDepth.FILE).acquisition(1))
        .containsEntry("window", "0..255");
    assertThat(open("no-window", "1", DecodedDepth.FILE).acquisition(1))
        .containsEntry("window", "full");
    assertThat(open("voi-lut", "2", DecodedDepth.FILE).acquisition(1))
        .containsEntry("window", "lut");
    assertThat(open("rgb-0", "1", DecodedDepth.FILE).acquisition(1)).doesNotContainKey("window");
  }
}
