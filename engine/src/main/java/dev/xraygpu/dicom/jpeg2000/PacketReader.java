package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the packets of a tile: what they hold of its code-blocks (ISO/IEC 15444-1, B.9 and B.10).
 */
final class PacketReader {
  private static final int MARKER_BYTES = 2;
  private static final int START_OF_PACKET = 0xff91;
  private static final int START_OF_PACKET_BYTES = 6;
  private static final int END_OF_PACKET_HEADER = 0xff92;

  private final List<CodingStyle> styles;
  private final byte[] packets;

  /** The packets, or where their headers are apart. */
  private final byte[] headers;

  private int at;
  private int headerAt;
  private boolean refined;

  PacketReader(Tile tile) {
    styles = tile.coding().styles();
    packets = Tile.joined(tile.packets());
    headers = tile.headers() == null ? packets : Tile.joined(tile.headers());
  }

  /** The data that offsets of code-blocks are in. */
  byte[] packets() {
    return packets;
  }

  /** Whether there are passes of high throughput beyond the first, which end the reading. */
  boolean refined() {
    return refined;
  }

  void read(Precinct precinct, int layer) throws DecodeException {
    if (refined) {
      return;
    }
    boolean apart = headers != packets;
    if ((apart ? headerAt : at) >= headers.length) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG 2000 data end before the last packet of a tile");
    }
    if (marker(packets, at) == START_OF_PACKET) {
      at += START_OF_PACKET_BYTES;
    }
    PacketHeader header = new PacketHeader(headers, apart ? headerAt : at);
    List<Contribution> contributions = new ArrayList<>();
    try {
      readHeader(precinct, layer, header, contributions);
    } catch (DecodeException e) {
      if (header.end() <= headers.length) {
        throw e;
      }
    }
    if (refined) {
      return;
    }
    int end = header.end();
    if (end > headers.length) {
      // What the header's missing bits would say was made up.
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG 2000 data end inside of a packet's header");
    }
    if (marker(headers, end) == END_OF_PACKET_HEADER) {
      end += MARKER_BYTES;
    }
    if (apart) {
      headerAt = end;
    } else {
      at = end;
    }
    for (Contribution contribution : contributions) {
      if (contribution.bytes() > packets.length - at) {
        throw new DecodeException(
            FindingCode.TRUNCATED, "the JPEG 2000 data end inside of a packet");
      }
      contribution
          .block()
          .add(contribution.passes(), contribution.begins(), at, contribution.bytes());
      at += contribution.bytes();
    }
  }

  private static int marker(byte[] data, int at) {
    return at + MARKER_BYTES <= data.length ? (data[at] & 0xff) << 8 | (data[at + 1] & 0xff) : 0;
  }

  /**
   * What a packet holds of a code-block's codes that are decoded together.
   *
   * @param begins whether these are their first bytes
   */
  private record Contribution(CodeBlock block, int passes, boolean begins, int bytes) {}

  private void readHeader(
      Precinct precinct, int layer, PacketHeader header, List<Contribution> contributions)
      throws DecodeException {
    if (header.bit() == 0) {
      return;
    }
    CodingStyle style = styles.get(precinct.component());
    for (Precinct.Band band : precinct.bands()) {
      for (int i = 0; i < band.blocks().size(); i++) {
        if (isIncluded(band, i, layer, header)) {
          CodeBlock block = band.blocks().get(i);
          int passes = header.passes();
          if (style.highThroughput() && (passes > 1 || block.passes() > 0)) {
            // Refinement has a length of its own, and encoders that are in use do without.
            refined = true;
            return;
          }
          while (header.bit() == 1) {
            block.lengthenBy(1);
          }
          readLengths(block, passes, style, header, contributions);
        }
      }
    }
  }

  private static void readLengths(
      CodeBlock block,
      int passes,
      CodingStyle style,
      PacketHeader header,
      List<Contribution> contributions)
      throws DecodeException {
    int pass = block.passes();
    int end = pass + passes;
    while (pass < end) {
      int together = Math.min(end - pass, style.passesToEnd(pass));
      int lengthBits = block.lengthBits() + 31 - Integer.numberOfLeadingZeros(together);
      if (lengthBits > 31) {
        throw Codestream.corrupt("a code-block's length");
      }
      contributions.add(
          new Contribution(block, together, style.begins(pass), header.bits(lengthBits)));
      pass += together;
    }
  }

  private static boolean isIncluded(Precinct.Band band, int index, int layer, PacketHeader header)
      throws DecodeException {
    CodeBlock block = band.blocks().get(index);
    if (block.included()) {
      return header.bit() == 1;
    }
    int column = index % band.columns();
    int row = index / band.columns();
    if (band.inclusion().read(column, row, layer + 1, header) > layer) {
      return false;
    }
    int planes = band.band().planes();
    int missing = band.missingPlanes().read(column, row, planes + 1, header);
    if (missing > planes) {
      throw Codestream.corrupt("more bit-planes are missing than there are");
    }
    block.include(missing);
    return true;
  }
}
