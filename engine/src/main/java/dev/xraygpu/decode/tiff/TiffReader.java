package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.TiffBlocks;
import dev.xraygpu.decode.TiffHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one TIFF whose strips or tiles are uncompressed or compressed without loss: in one pass, a
 * few thousand pixels at a time, so that nothing is held of the image but what it becomes.
 */
final class TiffReader {
  private static final int CHANNELS = 3;

  /**
   * Bytes of compressed data that may be taken again: of files whose strips share them, these are
   * few, as such strips are of one colour. So many take some seconds where each few bytes have a
   * table of codes.
   */
  private static final long MOST_SHARED = 1 << 24;

  private final ByteBuffer file;
  private final TiffHeader header;
  private final TiffBlocks blocks;
  private final TiffBuffers buffers;
  private final boolean reversed;

  /** How many bytes of compressed data may be taken. */
  private final long most;

  private long taken;

  TiffReader(ByteBuffer file, TiffHeader header, TiffBuffers buffers) throws DecodeException {
    this.file = file.duplicate().order(ByteOrder.BIG_ENDIAN);
    this.header = header;
    this.blocks = TiffBlocks.of(header);
    this.buffers = buffers;
    this.reversed = header.reversedBits();
    long pixels = header.size().area() * header.samples() * header.bits() / Byte.SIZE;
    this.most = file.limit() + Math.min(pixels, MOST_SHARED);
  }

  /**
   * Reads the image, if it is of a kind that is read here; else its compressed data are followed to
   * where its pixels end.
   *
   * @param target of the header's size and pixel type; undefined if this throws
   * @return whether the target holds the pixels, and how many of them are coloured
   * @throws DecodeException {@link FindingCode#TRUNCATED} if data end before the last pixel; {@link
   *     FindingCode#UNREADABLE} if they are damaged otherwise
   */
  Decoding read(ImageHeader image, HostImage target) throws DecodeException {
    if (!blocks.lengthsKnown()) {
      // libtiff guesses them.
      return Decoding.LEFT;
    }
    try {
      if (GrayPixels.knows(header)) {
        return Decoding.done(new Pixels(image, target).read());
      }
      follow(0);
      return Decoding.LEFT;
    } finally {
      buffers.release();
    }
  }

  private boolean compressed() {
    return header.compression() != TiffHeader.UNCOMPRESSED;
  }

  private TiffBlocks.Block open(BlockData data, int plane, int column, int row)
      throws DecodeException {
    TiffBlocks.Block block = blocks.at(plane, column, row);
    data.open(file, reversed, block);
    return block;
  }

  private void finish(BlockData data) throws DecodeException {
    if (compressed()) {
      data.finish();
      taken += data.taken();
      if (taken > most) {
        throw unreadable("its strips or tiles share their bytes");
      }
    }
  }

  /** Follows planes from one on that no gray comes of. */
  private void follow(int first) throws DecodeException {
    BlockData data = buffers.data(header.compression(), 1).get(0);
    for (int plane = first; plane < header.planes(); plane++) {
      for (int row = 0; row < blocks.down(); row++) {
        for (int column = 0; column < blocks.across(); column++) {
          TiffBlocks.Block block = open(data, plane, column, row);
          if (header.photometric() == TiffHeader.YCBCR) {
            // How many bytes subsampled colours take is the codec's business.
            data.skip(1);
          } else if (compressed()) {
            data.skip(block.bytes());
            finish(data);
          }
        }
      }
    }
  }

  private static DecodeException unreadable(String message) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt TIFF: " + message);
  }

  /** The pixels of the image, as they are read. */
  private final class Pixels {
    private final GrayPixels kind;
    private final OrientedPixels shown;
    private final Samples samples;
    private final boolean differences;
    private final int step;
    private final char[][] planes;
    private final char[][] before;
    private final List<BlockData> data;
    private long colored;

    Pixels(ImageHeader image, HostImage target) throws DecodeException {
      kind = GrayPixels.of(header, target.type());
      shown = new OrientedPixels(image, target);
      samples = new Samples(header.bits(), header.directory().order());
      differences = header.differences();
      step = header.samplesInPlane();
      boolean channelsApart = header.planes() > 1 && header.photometric() == TiffHeader.RGB;
      planes = buffers.planes(channelsApart ? CHANNELS : 1);
      before = new char[planes.length][step];
      data = buffers.data(header.compression(), planes.length);
    }

    /** Returns how many pixels are coloured. */
    long read() throws DecodeException {
      boolean copied = !compressed() && !reversed && step == 1 && kind.asItIs();
      boolean inRows = copied && shown.keepsRows();
      for (int row = 0; row < blocks.down(); row++) {
        for (int column = 0; column < blocks.across(); column++) {
          if (inRows) {
            copyBlock(column, row);
          } else {
            readBlock(column, row);
          }
        }
      }
      follow(planes.length);
      return colored;
    }

    private Size visible(int column, int row) {
      Size size = blocks.size();
      return new Size(
          Math.min(size.width(), header.size().width() - column * size.width()),
          Math.min(size.height(), header.size().height() - row * size.height()));
    }

    private void copyBlock(int column, int row) throws DecodeException {
      TiffBlocks.Block block = blocks.at(0, column, row);
      Size visible = visible(column, row);
      int x = column * blocks.size().width();
      int y = row * blocks.size().height();
      ByteBuffer inOrder = file.duplicate().order(header.directory().order());
      int rowBytes = (int) samples.bytes(block.pixels().width());
      for (int i = 0; i < visible.height(); i++) {
        shown.copy(inOrder, block.offset() + i * rowBytes, x, y + i, visible.width());
      }
    }

    private void readBlock(int column, int row) throws DecodeException {
      for (int plane = 0; plane < planes.length; plane++) {
        open(data.get(plane), plane, column, row);
      }
      Size visible = visible(column, row);
      int x = column * blocks.size().width();
      int y = row * blocks.size().height();
      for (int i = 0; i < visible.height(); i++) {
        readRow(x, y + i, visible.width());
      }
      if (compressed()) {
        for (BlockData each : data) {
          each.skipAll();
          finish(each);
        }
      }
    }

    private void readRow(int left, int y, int width) throws DecodeException {
      for (char[] first : before) {
        Arrays.fill(first, (char) 0);
      }
      for (int x = 0; x < width; x += TiffBuffers.PIXELS) {
        int count = Math.min(TiffBuffers.PIXELS, width - x);
        int length = (int) samples.bytes((long) count * step);
        for (int plane = 0; plane < planes.length; plane++) {
          data.get(plane).read(buffers.bytes, length);
          samples.unpack(buffers.bytes, planes[plane], count * step);
          if (differences) {
            samples.addDifferences(planes[plane], count * step, step, before[plane]);
          }
        }
        colored += kind.make(planes, step, count);
        shown.put(planes[0], left + x, y, count);
      }
      long hidden =
          samples.bytes((long) blocks.size().width() * step) - samples.bytes((long) width * step);
      for (BlockData each : data) {
        each.skip(hidden);
      }
    }
  }
}
