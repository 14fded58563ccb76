package dev.xraygpu.decode.jpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What a JPEG declares before its only scan: sizes, sampling, tables. Read again for each file.
 * Whatever is not plainly what this package decodes is refused, be it unusual or wrong.
 */
final class JpegFileHeader {
  /**
   * Largest quantisation step: times it, a value of {@link HuffmanLookup#LONGEST_VALUE} bits, or
   * the sum of as many as there are blocks in {@link CoefficientPlanes}, fits in 32 bits.
   */
  static final int LARGEST_STEP = 4095;

  private static final int PREFIX = 0xff;
  private static final int SOI = 0xd8;
  private static final int SOF0 = 0xc0;
  private static final int SOF1 = 0xc1;
  private static final int DHT = 0xc4;
  private static final int SOS = 0xda;
  private static final int DQT = 0xdb;
  private static final int DRI = 0xdd;
  private static final int APP0 = 0xe0;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COM = 0xfe;

  private static final int TABLES = 4;

  /** libjpeg's limit of blocks in an MCU. */
  private static final int MAX_BLOCKS = 10;

  /** libjpeg's limit of rows and columns. */
  private static final int MAX_SIDE = 65_500;

  private final HuffmanLookup[] dcTables = new HuffmanLookup[TABLES];
  private final HuffmanLookup[] acTables = new HuffmanLookup[TABLES];
  private final int[][] steps = new int[TABLES][CoefficientPlanes.LENGTH];
  private final boolean[] stepsDefined = new boolean[TABLES];

  private final int[] ids = new int[3];
  private final int[] horizontal = new int[3];
  private final int[] vertical = new int[3];
  private final int[] stepTable = new int[3];
  private final HuffmanLookup[] dc = new HuffmanLookup[3];
  private final HuffmanLookup[] ac = new HuffmanLookup[3];

  private ByteBuffer file = ByteBuffer.allocate(0);
  private int width;
  private int height;
  private int components;
  private int interval;
  private int dataOffset;
  private boolean jfif;
  private boolean adobe;
  private int adobeTransform;

  JpegFileHeader() {
    for (int i = 0; i < TABLES; i++) {
      dcTables[i] = new HuffmanLookup(false);
      acTables[i] = new HuffmanLookup(true);
    }
    Arrays.fill(dc, dcTables[0]);
    Arrays.fill(ac, acTables[0]);
  }

  /** Columns of the image. */
  int width() {
    return width;
  }

  /** Rows of the image. */
  int height() {
    return height;
  }

  /** Colour channels, 1 or 3. */
  int components() {
    return components;
  }

  /** Blocks of a component beside each other in an MCU. */
  int horizontal(int component) {
    return horizontal[component];
  }

  /** Blocks of a component above each other in an MCU. */
  int vertical(int component) {
    return vertical[component];
  }

  HuffmanLookup dc(int component) {
    return dc[component];
  }

  HuffmanLookup ac(int component) {
    return ac[component];
  }

  /** Quantisation steps of the first component, in {@link CoefficientPlanes}. */
  int[] steps() {
    return steps[stepTable[0]];
  }

  /** MCUs between restart markers; 0 if there are none. */
  int interval() {
    return interval;
  }

  /** Offset of the first byte of entropy-coded data. */
  int dataOffset() {
    return dataOffset;
  }

  /**
   * Reads everything up to the scan's data.
   *
   * @param content all bytes of the file, from position 0 to its limit; not changed
   */
  void read(ByteBuffer content) throws NotHandledException {
    file = content.duplicate().order(ByteOrder.BIG_ENDIAN);
    try {
      parse();
    } catch (IndexOutOfBoundsException e) {
      throw new NotHandledException("a header that the file's end cuts off");
    } finally {
      file = ByteBuffer.allocate(0);
    }
  }

  private void parse() throws NotHandledException {
    reset();
    if (file.getChar(0) != (PREFIX << 8 | SOI)) {
      throw new NotHandledException("no JPEG");
    }
    int at = 2;
    while (true) {
      require((file.get(at) & 0xff) == PREFIX, "bytes between segments");
      at++;
      int marker = file.get(at) & 0xff;
      if (marker == PREFIX) {
        continue;
      }
      at++;
      int length = file.getChar(at);
      require(length >= 2 && length <= file.limit() - at, "a segment of a wrong length");
      segment(marker, at + 2, length - 2);
      at += length;
      if (marker == SOS) {
        dataOffset = at;
        checkColor();
        return;
      }
    }
  }

  private void reset() {
    for (int i = 0; i < TABLES; i++) {
      dcTables[i].undefine();
      acTables[i].undefine();
      stepsDefined[i] = false;
    }
    components = 0;
    interval = 0;
    jfif = false;
    adobe = false;
    adobeTransform = 0;
  }

  private void segment(int marker, int at, int length) throws NotHandledException {
    switch (marker) {
      case SOF0, SOF1 -> readFrame(at, length);
      case DHT -> readHuffmanTables(at, length);
      case DQT -> readSteps(at, length);
      case DRI -> {
        require(length == 2, "a restart interval of a wrong length");
        interval = file.getChar(at);
      }
      case SOS -> readScan(at, length);
      case APP0 -> jfif |= length >= 14 && startsWith(at, "JFIF\0");
      case APP14 -> {
        if (length >= 12 && startsWith(at, "Adobe")) {
          adobe = true;
          adobeTransform = file.get(at + 11) & 0xff;
        }
      }
      default ->
          require(
              marker > APP0 && marker <= APP15 || marker == COM,
              "a marker that is not of baseline JPEG");
    }
  }

  private void readFrame(int at, int length) throws NotHandledException {
    require(components == 0, "two frame headers");
    require(file.get(at) == 8, "samples of other than 8 bits");
    height = file.getChar(at + 1);
    width = file.getChar(at + 3);
    require(height > 0 && height <= MAX_SIDE && width > 0 && width <= MAX_SIDE, "its size");
    int count = file.get(at + 5);
    require(count == 1 || count == 3, "a number of components other than 1 and 3");
    require(length == 6 + 3 * count, "a frame header of a wrong length");
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      ids[i] = file.get(at + 6 + 3 * i) & 0xff;
      int sampling = file.get(at + 7 + 3 * i);
      horizontal[i] = sampling >> 4;
      vertical[i] = sampling & 15;
      stepTable[i] = file.get(at + 8 + 3 * i) & 0xff;
      require(horizontal[i] >= 1 && horizontal[i] <= 4, "a sampling factor outside 1 to 4");
      require(vertical[i] >= 1 && vertical[i] <= 4, "a sampling factor outside 1 to 4");
      require(
          horizontal[i] <= horizontal[0] && vertical[i] <= vertical[0],
          "a first component that is not the largest");
      require(stepTable[i] < TABLES, "a quantisation table's number");
      blocks += horizontal[i] * vertical[i];
    }
    if (count == 1) {
      // A scan of one component has one block in an MCU, whatever the sampling factors are.
      horizontal[0] = 1;
      vertical[0] = 1;
    } else {
      require(blocks <= MAX_BLOCKS, "too many blocks in an MCU");
      require(ids[0] != ids[1] && ids[0] != ids[2] && ids[1] != ids[2], "components named alike");
    }
    components = count;
  }

  private void readHuffmanTables(int at, int length) throws NotHandledException {
    int from = at;
    int end = at + length;
    while (from < end) {
      int number = file.get(from) & 0xff;
      require((number & 0xef) < TABLES, "a Huffman table's number");
      require(end - from > 16, "a Huffman table cut off");
      HuffmanLookup table = (number & 0x10) == 0 ? dcTables[number & 3] : acTables[number & 3];
      from += 1 + table.define(file, from + 1, end - from - 1);
    }
  }

  private void readSteps(int at, int length) throws NotHandledException {
    int from = at;
    int end = at + length;
    while (from < end) {
      int number = file.get(from) & 0xff;
      int bytes = (number >> 4) + 1;
      require(bytes <= 2 && (number & 15) < TABLES, "a quantisation table's number");
      require(end - from > 64 * bytes, "a quantisation table cut off");
      from++;
      for (int k = 0; k < 64; k++) {
        int step = bytes == 1 ? file.get(from) & 0xff : file.getChar(from);
        require(step <= LARGEST_STEP, "a large quantisation step");
        int plane = CoefficientPlanes.BY_ZIGZAG[k];
        Arrays.fill(steps[number & 15], plane, plane + CoefficientPlanes.BLOCKS, step);
        from += bytes;
      }
      stepsDefined[number & 15] = true;
    }
  }

  private void readScan(int at, int length) throws NotHandledException {
    require(components > 0, "a scan before the frame header");
    require(file.get(at) == components, "several scans");
    require(length == 4 + 2 * components, "a scan header of a wrong length");
    for (int i = 0; i < components; i++) {
      require((file.get(at + 1 + 2 * i) & 0xff) == ids[i], "components in another order");
      int tables = file.get(at + 2 + 2 * i) & 0xff;
      require((tables >> 4) < TABLES && (tables & 15) < TABLES, "a Huffman table's number");
      dc[i] = dcTables[tables >> 4];
      ac[i] = acTables[tables & 15];
      require(dc[i].defined() && ac[i].defined(), "a Huffman table that is missing");
      require(stepsDefined[stepTable[i]], "a quantisation table that is missing");
    }
    int parameters = at + 1 + 2 * components;
    require(
        file.get(parameters) == 0
            && file.get(parameters + 1) == 63
            && file.get(parameters + 2) == 0,
        "a scan of a part of the coefficients");
  }

  /** Whether the first of three components is luma, by libjpeg's rules. */
  private void checkColor() throws NotHandledException {
    if (components == 1 || jfif) {
      return;
    }
    boolean rgb = adobe ? adobeTransform == 0 : ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B';
    require(!rgb, "RGB components");
  }

  private boolean startsWith(int at, String latin1) {
    for (int i = 0; i < latin1.length(); i++) {
      if (file.get(at + i) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean condition, String otherwise) throws NotHandledException {
    if (!condition) {
      throw new NotHandledException(otherwise);
    }
  }
}
