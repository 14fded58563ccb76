package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes the tiles of a codestream, one after the other. Not thread-safe. */
final class TileDecoder {
  private static final int MARKER_BYTES = 2;
  private static final int START_OF_PACKET = 0xff91;
  private static final int START_OF_PACKET_BYTES = 6;
  private static final int END_OF_PACKET_HEADER = 0xff92;
  private static final int MOST_PLANES = 30;

  /**
   * Each packet says of each code-block of its place whether it holds some of it, of which a
   * damaged number of layers makes no end: this many take about a second.
   */
  private static final long MOST_VISITS = 1 << 23;

  private final Codestream codestream;
  private final CodeBlockDecoder blocks = new CodeBlockDecoder();
  private final HighThroughputBlockDecoder fastBlocks = new HighThroughputBlockDecoder();
  private byte[] packets = new byte[0];
  private long visits;
  private int at;
  private boolean refined;

  TileDecoder(Codestream codestream) {
    this.codestream = codestream;
  }

  /** The area of a tile. */
  Area area(int tile) {
    Area first = codestream.tiles();
    int x = first.x0() + tile % codestream.tilesAcross() * first.width();
    int y = first.y0() + tile / codestream.tilesAcross() * first.height();
    return new Area(x, y, x + first.width(), y + first.height()).intersect(codestream.image());
  }

  /**
   * Decodes a tile.
   *
   * @return its samples; null if something is beyond what is handled here
   * @throws DecodeException if data are missing or damaged
   */
  @Nullable Reconstruction decode(int tile) throws DecodeException {
    Area area = area(tile);
    List<List<Resolution>> components = new ArrayList<>();
    List<Precinct> precincts = new ArrayList<>();
    for (int c = 0; c < codestream.styles().size(); c++) {
      List<Resolution> resolutions = Resolution.of(codestream, c, area);
      if (resolutions == null) {
        return null;
      }
      components.add(resolutions);
      resolutions.forEach(resolution -> precincts.addAll(resolution.precincts()));
    }
    visits += (long) codestream.layers() * precincts.stream().mapToInt(Precinct::blocks).sum();
    if (visits > MOST_VISITS) {
      return null;
    }
    packets = joined(codestream.tileData().get(tile));
    at = 0;
    refined = false;
    codestream.order().readAll(precincts, codestream.layers(), this::readPacket);
    if (refined) {
      return null;
    }
    Reconstruction samples =
        codestream.reversible()
            ? new ReversibleReconstruction(area, components.size())
            : new IrreversibleReconstruction(area, components.size());
    for (int c = 0; c < components.size(); c++) {
      for (Resolution resolution : components.get(c)) {
        for (Precinct precinct : resolution.precincts()) {
          for (Precinct.Band band : precinct.bands()) {
            if (!decodeBlocks(c, band, samples)) {
              return null;
            }
          }
        }
      }
    }
    samples.finish(components, codestream.transformed());
    return samples;
  }

  private static byte[] joined(List<ByteBuffer> parts) {
    byte[] all = new byte[parts.stream().mapToInt(ByteBuffer::limit).sum()];
    int to = 0;
    for (ByteBuffer part : parts) {
      part.get(0, all, to, part.limit());
      to += part.limit();
    }
    return all;
  }

  private void readPacket(Precinct precinct, int layer) throws DecodeException {
    if (refined) {
      return;
    }
    if (at >= packets.length) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG 2000 data end before the last packet of a tile");
    }
    if (marker() == START_OF_PACKET) {
      at += START_OF_PACKET_BYTES;
    }
    PacketHeader header = new PacketHeader(packets, at);
    List<Contribution> contributions = new ArrayList<>();
    try {
      readHeader(precinct, layer, header, contributions);
    } catch (DecodeException e) {
      if (header.end() <= packets.length) {
        throw e;
      }
    }
    if (refined) {
      return;
    }
    at = header.end();
    if (at > packets.length) {
      // What the header's missing bits would say was made up.
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG 2000 data end inside of a packet's header");
    }
    if (marker() == END_OF_PACKET_HEADER) {
      at += MARKER_BYTES;
    }
    for (Contribution contribution : contributions) {
      if (contribution.bytes() > packets.length - at) {
        throw new DecodeException(
            FindingCode.TRUNCATED, "the JPEG 2000 data end inside of a packet");
      }
      contribution.block().add(contribution.passes(), at, contribution.bytes());
      at += contribution.bytes();
    }
  }

  /** What a packet holds of a code-block. */
  private record Contribution(CodeBlock block, int passes, int bytes) {}

  private void readHeader(
      Precinct precinct, int layer, PacketHeader header, List<Contribution> contributions)
      throws DecodeException {
    if (header.bit() == 0) {
      return;
    }
    for (Precinct.Band band : precinct.bands()) {
      for (int i = 0; i < band.blocks().size(); i++) {
        if (isIncluded(band, i, layer, header)) {
          CodeBlock block = band.blocks().get(i);
          int passes = header.passes();
          boolean fast = codestream.styles().get(precinct.component()).highThroughput();
          if (fast && (passes > 1 || block.passes() > 0)) {
            // Refinement has a length of its own, and encoders that are in use do without.
            refined = true;
            return;
          }
          while (header.bit() == 1) {
            block.lengthenBy(1);
          }
          int lengthBits = block.lengthBits() + 31 - Integer.numberOfLeadingZeros(passes);
          if (lengthBits > 31) {
            throw corrupt("a code-block's length");
          }
          contributions.add(new Contribution(block, passes, header.bits(lengthBits)));
        }
      }
    }
  }

  private int marker() {
    return at + MARKER_BYTES <= packets.length
        ? (packets[at] & 0xff) << 8 | (packets[at + 1] & 0xff)
        : 0;
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
      throw corrupt("more bit-planes are missing than there are");
    }
    block.include(missing);
    return true;
  }

  /** Returns whether there are no more bit-planes than are handled here. */
  private boolean decodeBlocks(int component, Precinct.Band band, Reconstruction samples)
      throws DecodeException {
    CodingStyle style = codestream.styles().get(component);
    for (CodeBlock block : band.blocks()) {
      if (block.passes() == 0) {
        continue;
      }
      int planes = band.band().planes() - block.missingPlanes();
      byte[] data = block.data(packets);
      if (style.highThroughput()) {
        if (planes != 1) {
          return false; // one pass has all planes, which is said to be of the last one
        }
        if (!fastBlocks.decode(data, block.bytes(), block)) {
          throw corrupt("a code-block of high throughput contradicts itself");
        }
        samples.add(component, band.band(), block, fastBlocks);
        continue;
      }
      if (planes > MOST_PLANES) {
        return false;
      }
      if (block.passes() > 3 * planes - 2) {
        throw corrupt("a code-block has more passes than bit-planes");
      }
      if (!blocks.decode(data, block, planes, band.band().kind(), style.symbols())) {
        throw corrupt("a bit-plane does not end as it must");
      }
      samples.add(component, band.band(), block, blocks);
    }
    return true;
  }

  private static DecodeException corrupt(String what) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG 2000: " + what);
  }
}
