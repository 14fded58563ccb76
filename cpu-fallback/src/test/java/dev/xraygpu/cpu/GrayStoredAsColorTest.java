package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.DicomWriter;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Images whose channels are equal become exactly that gray, of each format and for each value; and
 * the pixels whose channels differ are counted. The expected pixels follow from how the files are
 * made; Java's own encoders make them.
 */
class GrayStoredAsColorTest {
  private static final int SIDE = 256;
  private static final int PIXELS = SIDE * SIDE;
  private static final Decoders DECODERS = Decoders.load();

  private record Result(HostImage image, DecodedFrame frame) {}

  private static Result decode(byte[] file) throws DecodeException {
    OpenImage image = DECODERS.open(SampleImages.direct(file), DecodeRequest.DEFAULT);
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());
    return new Result(target, image.decode(1, target));
  }

  /**
   * All samples of a pixel are what the function says; but the green of the first few, which are
   * coloured.
   */
  private static BufferedImage paint(BufferedImage image, IntBinaryOperator value, int colored) {
    WritableRaster raster = image.getRaster();
    int max = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 65_535 : 255;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        for (int band = 0; band < raster.getNumBands(); band++) {
          raster.setSample(x, y, band, band == 3 ? max : value.applyAsInt(x, y));
        }
        if (y * SIDE + x < colored) {
          raster.setSample(x, y, 1, (value.applyAsInt(x, y) + (max + 1) / 2) % (max + 1));
        }
      }
    }
    return image;
  }

  private static BufferedImage rgb() {
    return new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
  }

  private static BufferedImage deep(boolean alpha) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    return new BufferedImage(model, model.createCompatibleWritableRaster(SIDE, SIDE), false, null);
  }

  private static int everyByte(int x, int y) {
    return (x * 31 + y) & 0xff;
  }

  private static int everyWord(int x, int y) {
    return y << 8 | x;
  }

  private static void assertExact(byte[] file, IntBinaryOperator value) throws DecodeException {
    Result result = decode(file);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        assertThat(result.image().get(x, y)).as("%d,%d", x, y).isEqualTo(value.applyAsInt(x, y));
      }
    }
    assertThat(result.frame().colored()).hasValue(0);
  }

  @Test
  void eightBits() throws Exception {
    for (String format : List.of("png", "tiff", "bmp")) {
      assertExact(
          SampleImages.encode(paint(rgb(), GrayStoredAsColorTest::everyByte, 0), format),
          GrayStoredAsColorTest::everyByte);
    }
    BufferedImage alpha = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_4BYTE_ABGR);
    assertExact(
        SampleImages.encode(paint(alpha, GrayStoredAsColorTest::everyByte, 0), "png"),
        GrayStoredAsColorTest::everyByte);
  }

  @Test
  void sixteenBits() throws Exception {
    for (boolean alpha : new boolean[] {false, true}) {
      assertExact(
          SampleImages.encode(paint(deep(alpha), GrayStoredAsColorTest::everyWord, 0), "png"),
          GrayStoredAsColorTest::everyWord);
    }
    assertExact(
        SampleImages.encode(paint(deep(false), GrayStoredAsColorTest::everyWord, 0), "tiff"),
        GrayStoredAsColorTest::everyWord);
  }

  @Test
  void jpegIsTheJpegOfOneChannel() throws Exception {
    IntBinaryOperator value = (x, y) -> (int) (127 + 60 * Math.sin(x / 9.0) * Math.cos(y / 7.0));
    BufferedImage color = paint(rgb(), value, 0);
    BufferedImage gray =
        paint(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), value, 0);
    for (float quality : new float[] {0.3f, 0.95f}) {
      Result one = decode(SampleImages.jpeg(gray, quality));
      for (byte[] file :
          List.of(
              SampleImages.jpeg(color, quality), SampleImages.progressiveJpeg(color, quality))) {
        Result three = decode(file);
        assertThat(three.image().bytes()).isEqualTo(one.image().bytes());
        assertThat(three.frame().colored()).hasValue(0);
      }
      assertThat(one.frame()).isEqualTo(DecodedFrame.PLAIN);
    }
  }

  @Test
  void dicom() throws Exception {
    byte[] samples = new byte[3 * PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      for (int channel = 0; channel < 3; channel++) {
        samples[3 * i + channel] = (byte) everyByte(i % SIDE, i / SIDE);
      }
    }
    assertExact(dicom(samples, "RGB"), (x, y) -> 257 * everyByte(x, y));
    for (int i = 0; i < PIXELS; i++) {
      samples[3 * i + 1] = (byte) 128;
      samples[3 * i + 2] = (byte) (i < 99 ? 200 : 128);
    }
    Result ybr = decode(dicom(samples, "YBR_FULL"));
    assertThat(ybr.image().get(7, 0)).isEqualTo(257 * everyByte(7, 0));
    assertThat(ybr.frame().colored()).hasValue(99);
  }

  private static byte[] dicom(byte[] samples, String photometric) {
    return DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
        .us(DicomTag.SAMPLES_PER_PIXEL, 3)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
        .us(DicomTag.PLANAR_CONFIGURATION, 0)
        .us(DicomTag.ROWS, SIDE)
        .us(DicomTag.COLUMNS, SIDE)
        .us(DicomTag.BITS_ALLOCATED, 8)
        .us(DicomTag.BITS_STORED, 8)
        .us(DicomTag.HIGH_BIT, 7)
        .us(DicomTag.PIXEL_REPRESENTATION, 0)
        .element(DicomTag.PIXEL_DATA, "OB", samples)
        .toBytes();
  }

  @Test
  void coloredPixelsAreCounted() throws Exception {
    for (String format : List.of("png", "tiff", "bmp")) {
      byte[] file =
          SampleImages.encode(paint(rgb(), GrayStoredAsColorTest::everyByte, 1234), format);
      assertThat(decode(file).frame().colored()).as(format).hasValue(1234);
    }
    byte[] png =
        SampleImages.encode(paint(deep(false), GrayStoredAsColorTest::everyWord, 77), "png");
    assertThat(decode(png).image().type()).isEqualTo(PixelType.U16);
    assertThat(decode(png).frame().colored()).hasValue(77);
    assertThat(decode(SampleImages.withExifChunk(png, 6)).frame().colored()).hasValue(77);
  }

  @Test
  void jpegsColoredPixelsAreCounted() throws Exception {
    // A quarter of the image, at the borders of the blocks of both resolutions.
    BufferedImage image = paint(rgb(), (x, y) -> 128, PIXELS / 4);
    for (byte[] file :
        List.of(SampleImages.jpeg(image, 0.9f), SampleImages.progressiveJpeg(image, 0.9f))) {
      assertThat(decode(file).frame().colored().orElseThrow())
          .isBetween(PIXELS / 4L - SIDE, PIXELS / 4L + 2L * SIDE);
    }
  }

  @Test
  void oneColoredCornerIsNotOverlooked() throws Exception {
    BufferedImage image = paint(rgb(), GrayStoredAsColorTest::everyByte, 0);
    for (int i = 0; i < 64; i++) {
      image.setRGB(SIDE - 1 - i % 8, SIDE - 1 - i / 8, 0xff2020);
    }
    assertThat(decode(SampleImages.jpeg(image, 0.8f)).frame().colored().orElseThrow())
        .isBetween(48L, 256L);
  }

  @Test
  void aPaletteOfColours() throws IOException, DecodeException {
    byte[] red = new byte[256];
    byte[] gray = new byte[256];
    for (int i = 0; i < 256; i++) {
      gray[i] = (byte) i;
      red[i] = (byte) (i == 255 ? 0 : i);
    }
    BufferedImage image =
        new BufferedImage(
            SIDE,
            SIDE,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 256, red, gray, gray));
    for (int i = 0; i < PIXELS; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, i % 256);
    }
    Result result = decode(SampleImages.encode(image, "png"));
    assertThat(result.frame().colored()).hasValue(SIDE);
    assertThat(result.image().size()).isEqualTo(Size.square(SIDE));
    assertThat(result.image().get(200, 9)).isEqualTo(200);
  }
}
