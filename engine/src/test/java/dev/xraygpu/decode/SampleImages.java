package dev.xraygpu.decode;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small images of known pixels and their files, as Java's own encoders write them. */
public final class SampleImages {
  private SampleImages() {}

  /** A smooth image with some noise: gray, {@code TYPE_BYTE_GRAY}. */
  public static BufferedImage gray(int width, int height) {
    return paint(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), 255);
  }

  /** The same with 16 bits, {@code TYPE_USHORT_GRAY}. */
  public static BufferedImage gray16(int width, int height) {
    return paint(new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY), 65_535);
  }

  /** The same in colour, {@code TYPE_3BYTE_BGR}. */
  public static BufferedImage color(int width, int height) {
    return paint(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), 255);
  }

  private static BufferedImage paint(BufferedImage image, int max) {
    Random random = new Random(7);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int band = 0; band < image.getRaster().getNumBands(); band++) {
          double wave = 0.5 + 0.4 * Math.sin(x / 9.0 + band) * Math.cos(y / 7.0);
          double noise = random.nextDouble() * 0.1;
          image.getRaster().setSample(x, y, band, (int) (max * (wave + noise) * 0.99));
        }
      }
    }
    return image;
  }

  /** A file in one of Java's formats: png, bmp, tiff (without compression), gif. */
  public static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("Java writes no " + format + " of such an image");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A baseline JPEG. */
  public static byte[] jpeg(BufferedImage image, float quality) {
    return jpeg(image, quality, ImageWriteParam.MODE_DISABLED);
  }

  /** A progressive JPEG with Java's ten scans, or six for gray. */
  public static byte[] progressiveJpeg(BufferedImage image, float quality) {
    return jpeg(image, quality, ImageWriteParam.MODE_DEFAULT);
  }

  private static byte[] jpeg(BufferedImage image, float quality, int progressiveMode) {
    return written(
        image,
        "jpeg",
        parameters -> {
          parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          parameters.setCompressionQuality(quality);
          parameters.setProgressiveMode(progressiveMode);
        });
  }

  /** What Java's writer makes of an image with a compression that it has a name for. */
  public static byte[] written(BufferedImage image, String format, String compression) {
    return written(
        image,
        format,
        parameters -> {
          parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          parameters.setCompressionType(compression);
        });
  }

  private static byte[] written(
      BufferedImage image, String format, Consumer<ImageWriteParam> settings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      settings.accept(parameters);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** The pixels that Java's own decoders make of a file. */
  public static Raster decodeWithJava(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file)).getRaster();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JPEG with an EXIF segment that holds an orientation. */
  public static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] exif = exif(orientation);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + exif.length + 10);
    out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) 0xe1).putShort((short) (exif.length + 8));
    out.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(exif).put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  /** A PNG with an eXIf chunk, behind its header, that holds an orientation. */
  public static byte[] withExifChunk(byte[] png, int orientation) {
    return insertChunk(png, "eXIf", exif(orientation));
  }

  /** A file with more bytes before a position. */
  public static byte[] insert(byte[] file, int at, int... bytes) {
    ByteBuffer longer = ByteBuffer.allocate(file.length + bytes.length).put(file, 0, at);
    for (int value : bytes) {
      longer.put((byte) value);
    }
    return longer.put(file, at, file.length - at).array();
  }

  /** A PNG with another chunk behind its header. */
  public static byte[] insertChunk(byte[] png, String type, byte[] data) {
    int header = 33;
    byte[] chunk = PngWriter.chunkOf(type, data);
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, header)
        .put(chunk)
        .put(png, header, png.length - header)
        .array();
  }

  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'I', 'I', 42, 0})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putInt(orientation)
        .putInt(0)
        .array();
  }

  /**
   * An uncompressed little-endian gray TIFF in one strip.
   *
   * @param bits 8 or 16
   */
  public static byte[] grayTiff(BufferedImage image, int bits, int orientation) {
    int width = image.getWidth();
    int height = image.getHeight();
    int pixels = width * height * bits / 8;
    int[][] fields = {
      {256, 4, width},
      {257, 4, height},
      {258, 3, bits},
      {259, 3, 1},
      {262, 3, 1},
      {273, 4, 8},
      {274, 3, orientation},
      {277, 3, 1},
      {278, 4, height},
      {279, 4, pixels}
    };
    ByteBuffer out =
        ByteBuffer.allocate(8 + pixels + 2 + 12 * fields.length + 4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {'I', 'I', 42, 0})
            .putInt(8 + pixels);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value = image.getRaster().getSample(x, y, 0);
        if (bits == 8) {
          out.put((byte) value);
        } else {
          out.putShort((short) value);
        }
      }
    }
    out.putShort((short) fields.length);
    for (int[] field : fields) {
      out.putShort((short) field[0]).putShort((short) field[1]).putInt(1).putInt(field[2]);
    }
    return out.putInt(0).array();
  }

  /** Bytes as the decoders take them. */
  public static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
