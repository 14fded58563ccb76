package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageDecoderContract;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.jpeg.JpegDecoder;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JPEG decoder in Java against OpenCV's, which is libjpeg-turbo: on files that OpenCV's encoder
 * writes from seeded pictures of many sizes, qualities, samplings and restart intervals, and on the
 * same files cut short and with flipped bytes.
 */
class JpegDecoderTest extends ImageDecoderContract {
  /** {@code IMWRITE_JPEG_SAMPLING_FACTOR} of 4:1:1, 4:2:0, 4:2:2, 4:4:0 and 4:4:4. */
  private static final int[] SAMPLINGS = {0x411111, 0x221111, 0x211111, 0x121111, 0x111111};

  private final JpegDecoder decoder = new JpegDecoder();
  private final OpenCvImageDecoder judge = new OpenCvImageDecoder();

  @Override
  protected ImageDecoder decoder() {
    return decoder;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void givesTheSamePixelsAsOpenCv(long seed) throws DecodeException {
    SplittableRandom random = new SplittableRandom(seed);
    int handled = 0;
    int files = 400;
    for (int i = 0; i < files; i++) {
      byte[] file = encode(random);
      if (assertSame(file, "seed " + seed + ", file " + i)) {
        handled++;
      }
    }
    // Pictures of pure contrast may hold coefficients that are left to OpenCV.
    assertThat(handled).isGreaterThan(files * 3 / 4);
  }

  @Test
  void refusesWhateverIsCutShort() throws DecodeException {
    SplittableRandom random = new SplittableRandom(99);
    for (int i = 0; i < 20; i++) {
      byte[] file = encode(random);
      int scan = startOfScanData(file);
      for (int percent = 0; percent < 100; percent++) {
        int length = scan + (int) ((long) (file.length - 2 - scan) * percent / 100);
        byte[] cut = Arrays.copyOf(file, length + 2);
        cut[length] = (byte) 0xff;
        cut[length + 1] = (byte) 0xd9;
        assertRefusedOrSame(cut, "cut at " + percent + " %");
      }
    }
  }

  @Test
  void missingDataAreTruncated() {
    byte[] file = encodeGray(200, 160, 90, new SplittableRandom(5));
    byte[] cut = Arrays.copyOf(file, file.length / 2);
    cut[cut.length - 3] = 0x11;
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;
    assertThatThrownBy(() -> decode(cut))
        .isInstanceOfSatisfying(
            DecodeException.class, e -> assertThat(e.code()).isEqualTo(FindingCode.TRUNCATED));
  }

  @Test
  void flippedBytesAreRefusedOrDecodedAsOpenCvDoes() throws DecodeException {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2000; i++) {
      byte[] file = encode(random);
      int at = 2 + random.nextInt(file.length - 4);
      file[at] ^= (byte) (1 << random.nextInt(8));
      assertRefusedOrSame(file, "flip " + i + " at " + at);
    }
  }

  private boolean assertSame(byte[] file, String what) throws DecodeException {
    ByteBuffer bytes = direct(file);
    ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
    HostImage ours = HostImage.allocate(header.pixelType(), header.size());
    if (!decoder.decode(bytes, header, ours).done()) {
      return false;
    }
    HostImage theirs = HostImage.allocate(header.pixelType(), header.size());
    assertThat(judge.decode(bytes, header, theirs).done()).isTrue();
    assertThat(ours.bytes()).as("%s, %s", what, header).isEqualTo(theirs.bytes());
    return true;
  }

  private void assertRefusedOrSame(byte[] file, String what) {
    try {
      assertSame(file, what);
    } catch (DecodeException e) {
      assertThat(e.code()).isIn((Object[]) FindingCode.values());
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }

  private void decode(byte[] file) throws DecodeException {
    ByteBuffer bytes = direct(file);
    ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
    decoder.decode(bytes, header, HostImage.allocate(header.pixelType(), header.size()));
  }

  private static byte[] encode(SplittableRandom random) {
    int width = 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 70);
    int height = 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 70);
    int quality = 1 + random.nextInt(100);
    return random.nextBoolean()
        ? encodeGray(width, height, quality, random)
        : encodeColor(width, height, quality, random);
  }

  private static byte[] encodeGray(int width, int height, int quality, SplittableRandom random) {
    byte[] pixels = picture(width, height, random);
    try (BytePointer memory = new BytePointer(pixels);
        Mat image = new Mat(height, width, opencv_core.CV_8UC1, memory)) {
      return encode(image, quality, 0x111111, random);
    }
  }

  private static byte[] encodeColor(int width, int height, int quality, SplittableRandom random) {
    byte[] pixels = new byte[width * height * 3];
    for (int channel = 0; channel < 3; channel++) {
      byte[] plane = picture(width, height, random);
      for (int i = 0; i < plane.length; i++) {
        pixels[3 * i + channel] = plane[i];
      }
    }
    try (BytePointer memory = new BytePointer(pixels);
        Mat image = new Mat(height, width, opencv_core.CV_8UC3, memory)) {
      return encode(image, quality, SAMPLINGS[random.nextInt(SAMPLINGS.length)], random);
    }
  }

  private static byte[] encode(Mat image, int quality, int sampling, SplittableRandom random) {
    int restarts = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0;
    return OpenCvEncoder.encode(
        ".jpg",
        image,
        opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
        quality,
        opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE,
        random.nextInt(2),
        opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
        restarts,
        opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
        sampling);
  }

  /** Noise, gradients, contrast edges, flat fields and something like an X-ray, in turn. */
  private static byte[] picture(int width, int height, SplittableRandom random) {
    byte[] pixels = new byte[width * height];
    int kind = random.nextInt(5);
    int base = random.nextInt(256);
    int slope = 1 + random.nextInt(5);
    int cell = 1 + random.nextInt(9);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value =
            switch (kind) {
              case 0 -> random.nextInt(256);
              case 1 -> base + (x + y) * slope;
              case 2 -> (x / cell + y / cell) % 2 == 0 ? 0 : 255;
              case 3 -> base;
              default ->
                  (int) (128 + 90 * Math.sin(x / 17.0) * Math.cos(y / 23.0)) + random.nextInt(12);
            };
        pixels[y * width + x] = (byte) (kind == 1 ? Math.min(255, value) : value);
      }
    }
    return pixels;
  }

  private static int startOfScanData(byte[] file) {
    for (int i = 2; i < file.length - 3; i++) {
      if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == 0xda) {
        return i + 2 + (((file[i + 2] & 0xff) << 8) | (file[i + 3] & 0xff));
      }
    }
    throw new AssertionError("no scan");
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
