package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.PngWriter;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What libpng gets to see, and that the pixels are those it makes of all that it would see. */
class EssentialPngTest {
  private static List<String> chunks(ByteBuffer png) {
    List<String> types = new ArrayList<>();
    for (int at = 8; at < png.limit(); at += 12 + png.getInt(at)) {
      byte[] type = new byte[4];
      png.get(at + 4, type);
      types.add(new String(type, StandardCharsets.ISO_8859_1));
    }
    return types;
  }

  private static byte[] png(String colors) {
    BufferedImage image =
        colors.equals("gray") ? SampleImages.gray(40, 30) : SampleImages.color(40, 30);
    return SampleImages.encode(image, "png");
  }

  @ParameterizedTest
  @CsvSource({
    "gray, iCCP, 20, false",
    "gray, gAMA, 4, false",
    "gray, sRGB, 1, false",
    "gray, cHRM, 32, false",
    "gray, sBIT, 1, false",
    "gray, tEXt, 9, false",
    "gray, eXIf, 9, false",
    "gray, PLTE, 3, false",
    "gray, tRNS, 1, false",
    "gray, tRNS, 2, true",
    "color, iCCP, 20, true",
    "color, iCCP, 13, false",
    "color, gAMA, 4, true",
    "color, gAMA, 5, false",
    "color, sRGB, 1, true",
    "color, sRGB, 2, false",
    "color, cHRM, 32, true",
    "color, cHRM, 31, false",
    "color, sBIT, 3, false",
    "color, tRNS, 6, true",
    "color, tRNS, 2, false",
  })
  void chunksThatCountStay(String colors, String type, int length, boolean stays) {
    byte[] file = SampleImages.insertChunk(png(colors), type, new byte[length]);
    assertThat(chunks(EssentialPng.of(ByteBuffer.wrap(file))).contains(type)).isEqualTo(stays);
  }

  @ParameterizedTest
  @CsvSource({
    "gray, iCCP, 20",
    "gray, gAMA, 4",
    "gray, cHRM, 32",
    "gray, sBIT, 1",
    "gray, sBIT, 9",
    "gray, PLTE, 3",
    "gray, tRNS, 1",
    "color, gAMA, 5",
    "color, iCCP, 13",
    "color, sRGB, 2",
    "color, sBIT, 3",
    "color, tRNS, 2",
  })
  void whatGoesChangesNoPixel(String colors, String type, int length) throws DecodeException {
    byte[] data = new byte[length];
    Arrays.fill(data, (byte) 7);
    byte[] file = SampleImages.insertChunk(png(colors), type, data);
    assertThat(chunks(EssentialPng.of(ByteBuffer.wrap(file)))).doesNotContain(type);
    assertThat(pixels(file)).isEqualTo(untouched(file));
  }

  @ParameterizedTest
  @CsvSource({"sRGB, 04", "sRGB, ff"})
  void unknownIntentsGo(String type, String value) {
    byte[] data = HexFormat.of().parseHex(value);
    byte[] file = SampleImages.insertChunk(png("color"), type, data);
    assertThat(chunks(EssentialPng.of(ByteBuffer.wrap(file)))).doesNotContain(type);
  }

  @ParameterizedTest
  @CsvSource({
    "sRGB, 0000, 00",
    "sRGB, 09, 00",
    "gAMA, 0000b18f00, 0000b18f",
  })
  void anInvalidChunkLeavesRoomForAValidOne(String type, String invalid, String valid)
      throws DecodeException {
    byte[] later = SampleImages.insertChunk(png("color"), type, HexFormat.of().parseHex(valid));
    byte[] file = SampleImages.insertChunk(later, type, HexFormat.of().parseHex(invalid));
    assertThat(pixels(file)).isEqualTo(untouched(file)).isNotEqualTo(pixels(png("color")));
  }

  @ParameterizedTest
  @CsvSource({"sRGB, 1", "gAMA, 4", "cHRM, 32", "tRNS, 6"})
  void theFirstValidChunkOfATypeStays(String type, int length) {
    byte[] valid = SampleImages.insertChunk(png("color"), type, new byte[length]);
    byte[] twice = SampleImages.insertChunk(valid, type, new byte[length]);
    byte[] file = SampleImages.insertChunk(twice, type, new byte[length + 1]);
    assertThat(chunks(EssentialPng.of(ByteBuffer.wrap(file)))).containsOnlyOnce(type);
  }

  // What libpng makes of the file as it is; it complains on standard error meanwhile.
  @ParameterizedTest
  @CsvSource({"iCCP, 20", "gAMA, 4", "sRGB, 1", "cHRM, 32", "tRNS, 6"})
  void damagedChunksGo(String type, int length) {
    byte[] file = SampleImages.insertChunk(png("color"), type, new byte[length]);
    file[33 + 8 + length] ^= 1; // the checksum of the chunk behind the header

    assertThat(chunks(EssentialPng.of(ByteBuffer.wrap(file)))).doesNotContain(type);
  }

  // A copy without the chunk between would show what no other program shows.
  @Test
  void pixelChunksBehindAnotherChunkAreNone() throws DecodeException {
    byte[] rows = new byte[30 * 41];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (byte) (i % 41 == 0 ? 0 : i * i);
    }
    byte[] data = PngWriter.compress(rows, 6, Deflater.DEFAULT_STRATEGY);
    byte[] half = Arrays.copyOf(data, data.length / 2);
    byte[] rest = Arrays.copyOfRange(data, half.length, data.length);
    byte[] interrupted =
        new PngWriter(40, 30, 8, 0, false)
            .chunk("IDAT", half)
            .chunk("tEXt", new byte[9])
            .chunk("IDAT", rest)
            .toBytes();
    assertThat(untouched(interrupted)).isEmpty();
    assertThatThrownBy(() -> pixels(interrupted))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("chunk tEXt lies among the pixel chunks");

    byte[] surplus =
        new PngWriter(40, 30, 8, 0, false)
            .chunk("IDAT", data)
            .chunk("tEXt", new byte[9])
            .chunk("IDAT", rest)
            .toBytes();
    assertThat(pixels(surplus)).isEqualTo(untouched(surplus));
    assertThat(chunks(EssentialPng.of(ByteBuffer.wrap(surplus))))
        .containsExactly("IHDR", "IDAT", "IEND");
  }

  private static byte[] untouched(byte[] file) {
    OpenCvLibrary.ensureLoaded();
    try (BytePointer source = new BytePointer(SampleImages.direct(file));
        Mat encoded = new Mat(1, file.length, CV_8UC1, source);
        Mat gray = imdecode(encoded, IMREAD_GRAYSCALE | IMREAD_IGNORE_ORIENTATION)) {
      byte[] pixels = new byte[(int) gray.total()];
      if (!gray.empty()) {
        gray.data().capacity(pixels.length).get(pixels);
      }
      return pixels;
    }
  }

  private static byte[] pixels(byte[] file) throws DecodeException {
    ByteBuffer bytes = SampleImages.direct(file);
    ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    new OpenCvImageDecoder().decode(bytes, header, target);
    byte[] pixels = new byte[target.bytes().remaining()];
    target.bytes().get(pixels);
    return pixels;
  }
}
