package dev.xraygpu.bench.phantom;

import dev.xraygpu.bench.phantom.PhantomEncoder.Encoding;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of files that are wrong, or odd, on purpose. */
final class FaultyContent {
  private static final int GRAY = 96;
  private static final int DARKENING = 64;

  // An APP1 segment: "Exif", a big-endian TIFF header, and one directory of one entry: tag 0x0112
  // (Orientation), type SHORT, count 1, value 6 ("turn a quarter clockwise to see it upright").
  private static final byte[] ORIENTATION_6 = {
    (byte) 0xff,
    (byte) 0xe1,
    0,
    34,
    'E',
    'x',
    'i',
    'f',
    0,
    0,
    'M',
    'M',
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    6,
    0,
    0,
    0,
    0,
    0,
    0
  };
  private static final int START_OF_IMAGE_BYTES = 2;

  private final PhantomGenerator generator;
  private final PhantomEncoder encoder;

  FaultyContent(PhantomGenerator generator, PhantomEncoder encoder) {
    this.generator = generator;
    this.encoder = encoder;
  }

  /**
   * The bytes of a fault.
   *
   * @param specification the image it starts from, of 8 bits
   */
  byte[] of(PlantedFault.Kind kind, PhantomSpecification specification) throws IOException {
    return switch (kind) {
      case TRUNCATED_JPEG -> {
        byte[] whole = sound(specification, Encoding.JPEG);
        yield Arrays.copyOf(whole, whole.length * 6 / 10);
      }
      case EMPTY_FILE -> new byte[0];
      case NEARLY_BLACK -> encoder.gray(darkened(generator.render(specification)), Encoding.JPEG);
      case CONSTANT -> encoder.gray(constant(specification.size()), Encoding.JPEG);
      case TINY, SMALL, DUPLICATE_ACROSS_SPLITS, PATIENT_IN_TWO_SPLITS ->
          sound(specification, Encoding.JPEG);
      case WRONG_EXTENSION -> sound(specification, Encoding.PNG);
      case TEXT_FILE ->
          "This is a note that somebody left among the images.\n".getBytes(StandardCharsets.UTF_8);
      case GIF -> sound(specification, Encoding.GIF);
      case COLOR_JPEG -> encoder.colorJpeg(generator.render(specification));
      case EXIF_ROTATED ->
          withOrientation6(
              encoder.gray(turnedCounterClockwise(generator.render(specification)), Encoding.JPEG));
      case DS_STORE -> new byte[] {0, 0, 0, 1, 'B', 'u', 'd', '1', 0, 0, 16, 0, 0, 0, 8, 0};
    };
  }

  private byte[] sound(PhantomSpecification specification, Encoding encoding) throws IOException {
    return encoder.gray(generator.render(specification), encoding);
  }

  // The brightest pixel becomes 3, so the mean is under 5 whatever the phantom shows.
  private static HostImage darkened(HostImage image) {
    for (int i = 0; i < image.pixelCount(); i++) {
      image.pixels().put(i, (byte) ((image.pixels().get(i) & 0xff) / DARKENING));
    }
    return image;
  }

  private static HostImage constant(Size size) {
    HostImage image = HostImage.allocate(PixelType.U8, size);
    for (int i = 0; i < image.pixelCount(); i++) {
      image.pixels().put(i, (byte) GRAY);
    }
    return image;
  }

  private static HostImage turnedCounterClockwise(HostImage upright) {
    Size size = upright.size().transposed();
    HostImage turned = HostImage.allocate(upright.type(), size);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        turned.pixels().put(y * size.width() + x, (byte) upright.get(size.height() - 1 - y, x));
      }
    }
    return turned;
  }

  private static byte[] withOrientation6(byte[] jpeg) {
    byte[] bytes = Arrays.copyOf(jpeg, jpeg.length + ORIENTATION_6.length);
    int after = START_OF_IMAGE_BYTES + ORIENTATION_6.length;
    System.arraycopy(ORIENTATION_6, 0, bytes, START_OF_IMAGE_BYTES, ORIENTATION_6.length);
    System.arraycopy(jpeg, START_OF_IMAGE_BYTES, bytes, after, jpeg.length - START_OF_IMAGE_BYTES);
    return bytes;
  }
}
