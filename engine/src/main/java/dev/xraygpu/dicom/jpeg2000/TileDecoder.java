package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes the tiles of a codestream, one after the other. Not thread-safe. */
final class TileDecoder {
  private static final int MOST_PLANES = 30;

  /**
   * Each packet, which is looked for in each order of packets, says of each code-block of its place
   * whether it holds some of it, of which a damaged number of layers makes no end: this many take
   * about a second.
   */
  private static final long MOST_VISITS = 1 << 23;

  private final Codestream codestream;
  private final CodeBlockDecoder blocks = new CodeBlockDecoder();
  private final HighThroughputBlockDecoder fastBlocks = new HighThroughputBlockDecoder();
  private long visits;

  TileDecoder(Codestream codestream) {
    this.codestream = codestream;
  }

  /** The area of a tile. */
  Area area(int tile) {
    Area first = codestream.firstTile();
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
    Tile parts = codestream.tiles().get(tile);
    TileCoding coding = parts.coding();
    Area area = area(tile);
    List<List<Resolution>> components = new ArrayList<>();
    List<Precinct> precincts = new ArrayList<>();
    for (int c = 0; c < coding.components(); c++) {
      List<Resolution> resolutions = Resolution.of(coding, c, codestream.precision(), area);
      if (resolutions == null) {
        return null;
      }
      components.add(resolutions);
      resolutions.forEach(resolution -> precincts.addAll(resolution.precincts()));
    }
    visits +=
        (long) coding.layers()
            * coding.progressions().size()
            * precincts.stream().mapToInt(precinct -> 1 + precinct.blocks()).sum();
    if (visits > MOST_VISITS) {
      return null;
    }
    Reconstruction samples = Reconstruction.of(area, coding);
    if (samples == null) {
      return null;
    }
    PacketReader packets = new PacketReader(parts);
    PacketOrder.readAll(precincts, coding, packets::read);
    if (packets.refined()) {
      return null;
    }
    for (int c = 0; c < components.size(); c++) {
      CodingStyle style = coding.styles().get(c);
      for (Resolution resolution : components.get(c)) {
        for (Precinct precinct : resolution.precincts()) {
          for (Precinct.Band band : precinct.bands()) {
            if (!decodeBlocks(c, style, band, packets.packets(), samples)) {
              return null;
            }
          }
        }
      }
    }
    samples.finish(components, coding.transformed());
    return samples;
  }

  /** Returns whether blocks of high throughput have no bit-planes but one, which has all. */
  private boolean decodeBlocks(
      int component, CodingStyle style, Precinct.Band band, byte[] packets, Reconstruction samples)
      throws DecodeException {
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
          throw Codestream.corrupt("a code-block of high throughput contradicts itself");
        }
        samples.add(component, band.band(), block, fastBlocks);
        continue;
      }
      if (planes > MOST_PLANES) {
        throw Codestream.unsupported("code-blocks of " + planes + " bit-planes");
      }
      if (block.passes() > 3 * planes - 2) {
        throw Codestream.corrupt("a code-block has more passes than bit-planes");
      }
      blocks.decode(data, block, planes, band.band().kind(), style);
      blocks.lowerRegion(band.band().regionShift());
      samples.add(component, band.band(), block, blocks);
    }
    return true;
  }
}
