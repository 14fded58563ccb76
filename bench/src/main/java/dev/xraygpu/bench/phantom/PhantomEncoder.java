package dev.xraygpu.bench.phantom;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes images with the JDK's own writers. Lossless formats keep the pixels; the bytes of a JPEG
 * follow from the JDK's JPEG library, so they are equal on one JDK and may differ between two.
 */
final class PhantomEncoder {
  private static final float JPEG_QUALITY = 0.9f;

  /** What to encode to. */
  enum Encoding {
    /** Baseline JPEG. */
    JPEG("JPEG"),
    /** PNG of the image's own depth. */
    PNG("png"),
    /** TIFF of the image's own depth. */
    TIFF("TIFF"),
    /** GIF with a palette of grays. */
    GIF("gif");

    private final String writer;

    Encoding(String writer) {
      this.writer = writer;
    }
  }

  /** Encodes an image in gray, with one component. */
  byte[] gray(HostImage image, Encoding encoding) throws IOException {
    return encode(buffered(image), encoding);
  }

  /** Encodes an 8-bit image in colour, as JPEG of three components with a bluish cast. */
  byte[] colorJpeg(HostImage image) throws IOException {
    int width = image.size().width();
    int height = image.size().height();
    BufferedImage color = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value = image.get(x, y);
        line[x] = (value * 7 / 8) << 16 | (value * 15 / 16) << 8 | value;
      }
      color.setRGB(0, y, width, 1, line, 0, width);
    }
    return encode(color, Encoding.JPEG);
  }

  private static byte[] encode(BufferedImage image, Encoding encoding) throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(encoding.writer);
    if (!writers.hasNext()) {
      throw new IOException(
          "this Java runtime has no "
              + encoding.writer
              + " writer; use one with the whole java.desktop module");
    }
    ImageWriter writer = writers.next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (encoding == Encoding.JPEG) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(JPEG_QUALITY);
      }
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage buffered(HostImage image) {
    int width = image.size().width();
    int height = image.size().height();
    DataBuffer data;
    if (image.type() == PixelType.U8) {
      byte[] pixels = new byte[image.pixelCount()];
      image.bytes().get(pixels);
      data = new DataBufferByte(pixels, pixels.length);
    } else {
      short[] pixels = new short[image.pixelCount()];
      image.bytes().asShortBuffer().get(pixels);
      data = new DataBufferUShort(pixels, pixels.length);
    }
    WritableRaster raster =
        Raster.createInterleavedRaster(
            data, width, height, width, 1, new int[] {0}, new Point(0, 0));
    ComponentColorModel gray =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            false,
            false,
            ComponentColorModel.OPAQUE,
            data.getDataType());
    return new BufferedImage(gray, raster, false, null);
  }
}
