package dev.xraygpu.dicom.jpeg2000;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Packets that follow each other in one order (ISO/IEC 15444-1, A.6.6). Those that came with an
 * earlier one are not there again.
 *
 * @param order of the packets
 * @param firstResolution from the coarsest on
 * @param endResolution the first that is not there
 * @param firstComponent from 0 on
 * @param endComponent the first that is not there
 * @param layers all layers below this one
 */
record Progression(
    PacketOrder order,
    int firstResolution,
    int endResolution,
    int firstComponent,
    int endComponent,
    int layers) {
  /** Bytes of a marker segment, where components have numbers of one byte. */
  static final int BYTES = 7;

  private static final int ALL_COMPONENTS = 256;

  /** All packets of a tile. */
  static Progression whole(PacketOrder order, int layers) {
    return new Progression(order, 0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, layers);
  }

  /** Reads one; the order's number is known to be one. */
  static Progression of(ByteBuffer bytes, int at) {
    int endComponent = bytes.get(at + 5) & 0xff;
    return new Progression(
        PacketOrder.values()[bytes.get(at + 6)],
        bytes.get(at) & 0xff,
        bytes.get(at + 4) & 0xff,
        bytes.get(at + 1) & 0xff,
        endComponent == 0 ? ALL_COMPONENTS : endComponent,
        bytes.getChar(at + 2));
  }

  boolean has(Precinct precinct) {
    return precinct.resolution() >= firstResolution
        && precinct.resolution() < endResolution
        && precinct.component() >= firstComponent
        && precinct.component() < endComponent;
  }

  /** How many layers of a precinct came with these. */
  static int layers(List<Progression> progressions, Precinct precinct) {
    int layers = 0;
    for (Progression progression : progressions) {
      if (progression.has(precinct)) {
        layers = Math.max(layers, progression.layers);
      }
    }
    return layers;
  }
}
