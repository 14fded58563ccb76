package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderProbeTest {
  @Test
  void bitmapOfOs2HoldsAPointWhereOthersHoldZeros() throws DecodeException {
    byte[] bmp = SampleImages.encode(SampleImages.gray(120, 90), "bmp");
    bmp[6] = 60;
    bmp[8] = 45;
    byte[] text = "BM, 12 patients, 3 of them twice".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(HeaderProbe.probe(SampleImages.direct(bmp), DecodeLimits.DEFAULT).format())
        .isEqualTo(ImageFormat.BMP);
    assertThat(HeaderProbe.formatOf(SampleImages.direct(text))).isEmpty();
  }

  @Test
  void readsJpegHeaders() throws DecodeException {
    ImageHeader gray = probe(SampleImages.jpeg(SampleImages.gray(33, 21), 0.9f));
    ImageHeader color = probe(SampleImages.progressiveJpeg(SampleImages.color(33, 21), 0.9f));

    assertThat(gray)
        .isEqualTo(
            new ImageHeader(
                ImageFormat.JPEG,
                new Size(33, 21),
                1,
                PixelType.U8,
                false,
                "baseline, 1 component"));
    assertThat(color.color()).isTrue();
    assertThat(color.detail()).isEqualTo("progressive, 3 components");
  }

  @Test
  void readsPngTiffAndBmpHeaders() throws DecodeException {
    assertThat(probe(SampleImages.encode(SampleImages.gray16(5, 9), "png")).pixelType())
        .isEqualTo(PixelType.U16);
    assertThat(probe(SampleImages.encode(SampleImages.gray16(5, 9), "tiff")).pixelType())
        .isEqualTo(PixelType.U16);
    assertThat(probe(SampleImages.encode(SampleImages.color(5, 9), "tiff")).color()).isTrue();
    ImageHeader bmp = probe(SampleImages.encode(SampleImages.color(5, 9), "bmp"));
    assertThat(bmp.format()).isEqualTo(ImageFormat.BMP);
    assertThat(bmp.size()).isEqualTo(new Size(5, 9));
    assertThat(bmp.color()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void paletteOfGraysHasNoColor(String encoding) throws DecodeException {
    BufferedImage grays = new BufferedImage(5, 9, BufferedImage.TYPE_BYTE_BINARY);
    BufferedImage colors = new BufferedImage(5, 9, BufferedImage.TYPE_BYTE_INDEXED);

    assertThat(probe(SampleImages.encode(grays, encoding)).color()).isFalse();
    assertThat(probe(SampleImages.encode(colors, encoding)).color()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 8})
  void readsTheOrientation(int orientation) throws DecodeException {
    BufferedImage image = SampleImages.gray(33, 21);
    Size expected = orientation >= 5 ? new Size(21, 33) : new Size(33, 21);

    assertThat(probe(SampleImages.withExif(SampleImages.jpeg(image, 0.9f), orientation)).size())
        .isEqualTo(expected);
    assertThat(
            probe(SampleImages.withExifChunk(SampleImages.encode(image, "png"), orientation))
                .size())
        .isEqualTo(expected);
    assertThat(probe(SampleImages.grayTiff(image, 8, orientation)).size()).isEqualTo(expected);
  }

  @Test
  void ignoresOrientationsThatExifDoesNotKnow() throws DecodeException {
    byte[] jpeg = SampleImages.jpeg(SampleImages.gray(33, 21), 0.9f);

    assertThat(probe(SampleImages.withExif(jpeg, 9)).orientation()).isEqualTo(1);
    assertThat(probe(SampleImages.withExif(jpeg, 0)).orientation()).isEqualTo(1);
  }

  // As libpng has it: what the chunk says may be what is damaged.
  @Test
  void aPngExifChunkOfAWrongChecksumDoesNotCount() throws DecodeException {
    byte[] png = SampleImages.withExifChunk(SampleImages.encode(SampleImages.gray(9, 7), "png"), 6);
    assertThat(probe(png).orientation()).isEqualTo(6);
    int chunk = new String(png, StandardCharsets.ISO_8859_1).indexOf("eXIf");
    int length = ByteBuffer.wrap(png).getInt(chunk - Integer.BYTES);
    png[chunk + 4 + length] ^= 1;
    assertThat(probe(png).orientation()).isEqualTo(1);
    assertThat(probe(png).size()).isEqualTo(new Size(9, 7));
  }

  @Test
  void firstExifSegmentCounts() throws DecodeException {
    byte[] jpeg = SampleImages.jpeg(SampleImages.gray(33, 21), 0.9f);

    byte[] two = SampleImages.withExif(SampleImages.withExif(jpeg, 3), 6);

    assertThat(probe(two).orientation()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version https://git-lfs.github.com/spec/v1 oid | Git LFS",
        "<!DOCTYPE html><html><body>404 | an HTML page, which a failed download may leave",
        "path,label and so on | text",
        "%PDF-1.7 | PDF",
        "<svg xmlns= | SVG",
        "MATLAB 5.0 MAT-file, Platform: GLNXA64 | a MATLAB file; save its images as PNG or TIFF",
        "PAR1 | a Parquet table; save its images",
        "ObjectType is chest | text",
        "P6x | text"
      })
  void saysWhatAFileIsThatIsNoImage(String content, String expected) {
    DecodeException refusal = refusal(content.getBytes(StandardCharsets.UTF_8));

    assertThat(refusal.code()).isEqualTo(FindingCode.NOT_AN_IMAGE);
    assertThat(refusal).hasMessageContaining(expected);
  }

  @Test
  void zeroBytesAndArchivesAreNoImages() {
    assertThat(refusal(new byte[4096])).hasMessageContaining("zero bytes");
    assertThat(refusal(new byte[] {'P', 'K', 3, 4, 0, 0})).hasMessageContaining("ZIP");
  }

  @Test
  void emptyFileIsUnreadable() {
    DecodeException refusal = refusal(new byte[0]);

    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessage("empty file");
  }

  // As the 12-bit values of a JSRT image, high bytes first.
  @Test
  void rawPixelsAreToBeConverted() {
    byte[] raw = new byte[2048];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) (i % 2 == 0 ? i / 2 % 16 : i * 7);
    }

    assertThat(refusal(raw))
        .hasMessageContaining("of no known format; pixels without a header are not read, convert");
  }

  @ParameterizedTest
  @CsvSource({
    "47494638396101000100, GIF",
    "524946460000000057454250, WebP",
    "0000000c6a5020200d0a870a, JPEG 2000",
    "ff4fff51, JPEG 2000",
    "ff0a, JPEG XL",
    "000000186674797068656963, HEIF",
    "50350a31203120323535, PNM",
    "50660a3120310a2d312e300a, PNM",
    "0000001c6674797069736f38000000006d696631686569636d696166, HEIF",
    "3842505300010000, Photoshop document",
    "4e525244303030340a, NRRD has no decoder: save the images in it as PNG or TIFF",
    "53494d504c4520203d, FITS",
    "762f3101, OpenEXR",
    "233f52414449414e43450a, Radiance HDR",
    "59a66a95, Sun raster file",
    "716f6966, QOI",
    "01da0001000300100010, SGI image",
    "8b4a4e470d0a1a0a, JNG",
    "4f626a65637454797065203d20496d6167650a, MetaImage",
    "436f6d6d656e74203d20610a4f626a65637454797065203d20496d6167650a, MetaImage",
    "1c0200006e2b32000d0a1a0a, NIfTI",
    "0000021c6e2b32000d0a1a0a, NIfTI",
    "ffd8ffc3000b080010001001011100ffda, lossless JPEG",
    "ffd8ffc1000b0c0010001001011100ffda, 12-bit JPEG",
    "ffd8fff7000b080010001001011100ffda, JPEG-LS",
    "ffd8ffc00008080010001002ffda, components"
  })
  void namesKnownFormatsWithoutADecoder(String hexadecimal, String expected) {
    DecodeException refusal = refusal(HexFormat.of().parseHex(hexadecimal));

    assertThat(refusal).hasMessageContaining(expected);
    assertThat(refusal.code()).isIn(FindingCode.UNSUPPORTED, FindingCode.UNREADABLE);
  }

  @Test
  void namesFormatsThatAreKnownByWhatIsFurtherBehind() {
    byte[] nifti = new byte[352];
    System.arraycopy(new byte[] {0x5c, 1}, 0, nifti, 0, 2);
    assertThat(refusal(nifti).code()).isEqualTo(FindingCode.NOT_AN_IMAGE);
    System.arraycopy(new byte[] {'n', '+', '1'}, 0, nifti, 344, 3);
    byte[] pcx = new byte[200];
    System.arraycopy(new byte[] {10, 5, 1, 8}, 0, pcx, 0, 4);
    assertThat(refusal(pcx).code()).isEqualTo(FindingCode.NOT_AN_IMAGE);
    pcx[65] = 1;
    byte[] targa = new byte[100];
    byte[] footer = "TRUEVISION-XFILE.\0".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(footer, 0, targa, 100 - footer.length, footer.length);

    assertThat(refusal(nifti))
        .hasMessage(
            "NIfTI has no decoder: save the images in it as PNG or TIFF of 16 bits, with nibabel");
    assertThat(refusal(pcx)).hasMessageStartingWith("PCX has no decoder: convert it to PNG");
    assertThat(refusal(targa)).hasMessageStartingWith("TGA has no decoder: convert it to PNG");
    for (byte[] file : new byte[][] {nifti, pcx, targa}) {
      assertThat(refusal(file).code()).isEqualTo(FindingCode.UNSUPPORTED);
    }
  }

  @Test
  void compressedImagesAreToBeUnpacked() throws IOException {
    byte[] dicom = new byte[20_000];
    new Random(1).nextBytes(dicom);
    System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);

    DecodeException refusal = refusal(gzip(dicom));

    assertThat(refusal).hasMessage("gzip-compressed DICOM has no decoder: unpack it with gunzip");
    assertThat(refusal.code()).isEqualTo(FindingCode.UNSUPPORTED);
    assertThat(refusal(gzip(new byte[3000])))
        .hasMessage("not an image: the content is gzip-compressed data");
    assertThat(refusal(new byte[] {0x1f, (byte) 0x8b, 8}))
        .hasMessage("not an image: the content is gzip-compressed data");
  }

  @Test
  void archivesAreToBeUnpacked() throws IOException {
    byte[] tar = new byte[2048];
    System.arraycopy("a.png".getBytes(StandardCharsets.US_ASCII), 0, tar, 0, 5);
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    Map<String, byte[]> archives =
        Map.of(
            "ZIP archive", zip("images/a.png"),
            "tar archive", tar,
            "tar archive compressed with gzip", gzip(tar),
            "7z archive", "7z\u00bc\u00af'\u001c\0\4".getBytes(StandardCharsets.ISO_8859_1),
            "RAR archive", "Rar!\u001a\u0007\u0001\0".getBytes(StandardCharsets.ISO_8859_1));
    archives.forEach(
        (name, file) ->
            assertThat(refusal(file))
                .hasMessage(
                    "not an image: the content is a "
                        + name
                        + ", and images in it are not looked at: unpack it"));
    assertThat(refusal(zip("[Content_Types].xml")))
        .hasMessage(
            "not an image: the content is a document of Office, such as a workbook of Excel");
  }

  private static byte[] zip(String entry) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(archive)) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(1);
    }
    return archive.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    }
    return compressed.toByteArray();
  }

  @Test
  void bitmapsWithoutTheirFileHeaderAndIconsAreNamed() {
    byte[] bmp = SampleImages.encode(SampleImages.gray(12, 9), "bmp");

    assertThat(refusal(Arrays.copyOfRange(bmp, 14, bmp.length)))
        .hasMessageContaining("a Windows bitmap without its file header");
    assertThat(refusal(new byte[] {0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0}))
        .hasMessageContaining("an icon or a cursor");
    byte[] os2 = HexFormat.of().parseHex("424128000000780000000000000043491a00000010001000");
    assertThat(refusal(os2)).hasMessageContaining("an icon or a collection of bitmaps of OS/2");
    assertThat(refusal(Arrays.copyOfRange(os2, 14, os2.length))).hasMessageContaining("known");
  }

  @Test
  void dicomIsKnown() {
    byte[] dicom = new byte[200];
    System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);

    assertThat(refusal(dicom)).hasMessageContaining("DICOM");
  }

  @Test
  void limitsHoldBeforeAnythingElse() {
    byte[] png = SampleImages.encode(SampleImages.gray(100, 100), "png");

    for (DecodeLimits limits :
        new DecodeLimits[] {new DecodeLimits(9_999, 1 << 20), new DecodeLimits(10_000, 100)}) {
      DecodeException refusal =
          catchThrowableOfType(
              DecodeException.class, () -> HeaderProbe.probe(SampleImages.direct(png), limits));
      assertThat(refusal.code()).isEqualTo(FindingCode.TOO_LARGE);
    }
  }

  @Test
  void damagedPngSignatureIsNamed() {
    byte[] png = SampleImages.encode(SampleImages.gray(10, 10), "png");
    png[0] = 9;

    assertThat(refusal(png)).hasMessageContaining("PNG with a damaged signature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "jpeg"})
  void headerThatTheEndCutsOffIsTruncated(String encoding) {
    BufferedImage image = SampleImages.gray(40, 30);
    byte[] file =
        encoding.equals("jpeg")
            ? SampleImages.jpeg(image, 0.9f)
            : SampleImages.encode(image, encoding);

    DecodeException refusal = refusal(Arrays.copyOf(file, 20));

    assertThat(refusal.code()).isEqualTo(FindingCode.TRUNCATED);
  }

  private static ImageHeader probe(byte[] bytes) throws DecodeException {
    ByteBuffer file = SampleImages.direct(bytes);
    ImageHeader header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    assertThat(file.position()).isZero();
    assertThat(file.limit()).isEqualTo(bytes.length);
    return header;
  }

  private static DecodeException refusal(byte[] bytes) {
    return catchThrowableOfType(
        DecodeException.class,
        () -> HeaderProbe.probe(SampleImages.direct(bytes), DecodeLimits.DEFAULT));
  }
}
