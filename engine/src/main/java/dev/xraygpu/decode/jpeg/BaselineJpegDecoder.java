package dev.xraygpu.decode.jpeg;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the gray pixels of baseline JPEG files: byte for byte what libjpeg-turbo gives for
 * grayscale output with its accurate integer inverse DCT, in less time. Unlike libjpeg, it refuses
 * image data that are damaged or end early, which it notices at no cost.
 *
 * <p>Handled: sequential Huffman JPEG (SOF0, SOF1) of 8 bits with one component, or with three
 * whose first is luma of full resolution, in one scan, with or without restart markers, of EXIF
 * orientation 1.
 *
 * <p>Not thread-safe: each worker has its own, which keeps about 200 KiB from image to image.
 */
public final class BaselineJpegDecoder {
  private static final int EOI = 0xd9;
  private static final int RST0 = 0xd0;
  private static final int SIDE = 8;

  private final JpegFileHeader jpeg = new JpegFileHeader();
  private final int[] planes = new int[CoefficientPlanes.ARRAY_LENGTH];
  private final BlockReader reader = new BlockReader(planes);

  private ByteBuffer data = ByteBuffer.allocate(0);
  private int mcusToRestart;
  private int restarts;

  /** Has a bit set if a coefficient of a colour channel was not 0. */
  private int skipped;

  /** A decoder. */
  public BaselineJpegDecoder() {}

  /**
   * Decodes a whole image.
   *
   * @param file all bytes of the file, from position 0 to its limit; not changed
   * @param header what the probe found in them
   * @param target memory for the pixels, of the header's size and pixel type; undefined unless the
   *     outcome is {@link JpegOutcome.Decoded}
   * @return whether the image was decoded or another decoder has to, which is known before any
   *     pixel unless coefficients are beyond what pixels can give or segments follow the scan
   * @throws DecodeException {@link FindingCode#TRUNCATED} if image data are missing; {@link
   *     FindingCode#UNREADABLE} if they are damaged otherwise
   */
  public JpegOutcome decode(ByteBuffer file, ImageHeader header, HostImage target)
      throws DecodeException {
    try {
      if (header.format() != ImageFormat.JPEG || header.pixelType() != PixelType.U8) {
        throw new NotHandledException("another format");
      }
      if (header.orientation() != 1) {
        throw new NotHandledException("an EXIF orientation");
      }
      jpeg.read(file);
      if (jpeg.width() != target.size().width()
          || jpeg.height() != target.size().height()
          || target.type() != PixelType.U8) {
        throw new NotHandledException("a size that is not the target's");
      }
      readScan(file, new PixelWriter(planes, target));
      return skipped == 0 ? JpegOutcome.Decoded.GRAY : JpegOutcome.Decoded.COLOR;
    } catch (NotHandledException e) {
      return new JpegOutcome.NotHandled(e.reason());
    } finally {
      release();
    }
  }

  /**
   * Decodes a gray image that is in order, for a decoder that says itself what is wrong with
   * others: 0xFF written several times in the data, and up to eight bytes behind the last block,
   * pass as a file but not here.
   *
   * @param stream all bytes of the image, from position 0 to the limit; not changed
   * @param size that it has to have
   * @return its samples of 0 to 255, row by row; null if it is not of one component and this size,
   *     or anything about it is unusual or wrong
   */
  public short @Nullable [] decodeGray(ByteBuffer stream, Size size) {
    try {
      jpeg.read(stream);
      if (jpeg.components() != 1 || !size.equals(new Size(jpeg.width(), jpeg.height()))) {
        return null;
      }
      short[] samples = new short[Math.toIntExact(size.area())];
      readScan(stream, new StoredSampleWriter(planes, size, samples));
      return reader.unusual() ? null : samples;
    } catch (NotHandledException | DecodeException e) {
      return null;
    } finally {
      release();
    }
  }

  private void release() {
    data = ByteBuffer.allocate(0);
    reader.release();
  }

  private void readScan(ByteBuffer file, SampleWriter writer)
      throws DecodeException, NotHandledException {
    data = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    skipped = 0;
    reader.start(data, jpeg.dataOffset());
    Arrays.fill(planes, 0, CoefficientPlanes.LENGTH, 0);
    int horizontal = jpeg.horizontal(0);
    int vertical = jpeg.vertical(0);
    int across = (jpeg.width() + SIDE * horizontal - 1) / (SIDE * horizontal);
    int down = (jpeg.height() + SIDE * vertical - 1) / (SIDE * vertical);
    int total = across * down;
    int atOnce = CoefficientPlanes.BLOCKS / (horizontal * vertical);
    restarts = 0;
    mcusToRestart = jpeg.interval() > 0 ? jpeg.interval() : -1;
    for (int first = 0; first < total; first += atOnce) {
      int mcus = Math.min(atOnce, total - first);
      if (jpeg.components() == 1) {
        readGray(mcus);
      } else {
        readColor(mcus);
      }
      if (!InverseDct.transform(planes, jpeg.steps())) {
        throw new NotHandledException("coefficients beyond what pixels give");
      }
      write(writer, first, mcus, across);
      Arrays.fill(planes, 0, CoefficientPlanes.LENGTH, 0);
    }
    int marker = reader.finish();
    if (jpeg.interval() > 0 && marker == RST0 + (restarts & 7)) {
      // Some encoders end the last interval as they end the others.
      reader.start(data, reader.behindMarker());
      marker = reader.finish();
    }
    if (marker != EOI) {
      throw new NotHandledException("segments behind the scan");
    }
  }

  private void readGray(int mcus) throws DecodeException {
    HuffmanLookup dc = jpeg.dc(0);
    HuffmanLookup ac = jpeg.ac(0);
    for (int block = 0; block < mcus; block++) {
      if (mcusToRestart == 0) {
        restart();
      }
      mcusToRestart--;
      reader.read(dc, ac, block);
    }
  }

  private void readColor(int mcus) throws DecodeException {
    HuffmanLookup dc = jpeg.dc(0);
    HuffmanLookup ac = jpeg.ac(0);
    int horizontal = jpeg.horizontal(0);
    int vertical = jpeg.vertical(0);
    for (int mcu = 0; mcu < mcus; mcu++) {
      if (mcusToRestart == 0) {
        restart();
      }
      mcusToRestart--;
      for (int y = 0; y < vertical; y++) {
        for (int x = 0; x < horizontal; x++) {
          reader.read(dc, ac, (y * mcus + mcu) * horizontal + x);
        }
      }
      for (int component = 1; component < jpeg.components(); component++) {
        int blocks = jpeg.horizontal(component) * jpeg.vertical(component);
        for (int i = 0; i < blocks; i++) {
          skipped |= reader.skip(jpeg.dc(component), jpeg.ac(component));
        }
      }
    }
  }

  private void restart() throws DecodeException {
    int marker = reader.finish();
    if (marker != RST0 + (restarts & 7)) {
      boolean restart = marker >= RST0 && marker <= RST0 + 7;
      throw new DecodeException(
          restart ? FindingCode.UNREADABLE : FindingCode.TRUNCATED,
          restart
              ? "corrupt JPEG: restart markers are out of order"
              : "the JPEG's image data end early: restart markers are missing");
    }
    restarts++;
    mcusToRestart = jpeg.interval();
    reader.start(data, reader.behindMarker());
  }

  /** Writes MCUs that follow each other in the scan, which may go over several rows of MCUs. */
  private void write(SampleWriter writer, int first, int mcus, int across) {
    int horizontal = jpeg.horizontal(0);
    int vertical = jpeg.vertical(0);
    int mcu = 0;
    while (mcu < mcus) {
      int column = (first + mcu) % across;
      int row = (first + mcu) / across;
      int count = Math.min(mcus - mcu, across - column);
      for (int y = 0; y < vertical; y++) {
        writer.write(
            column * horizontal * SIDE,
            (row * vertical + y) * SIDE,
            (y * mcus + mcu) * horizontal,
            count * horizontal);
      }
      mcu += count;
    }
  }
}
