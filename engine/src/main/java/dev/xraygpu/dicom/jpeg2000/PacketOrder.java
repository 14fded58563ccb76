package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;

/** Orders of packets (ISO/IEC 15444-1, B.12.1), as they are numbered. */
enum PacketOrder {
  LAYER_RESOLUTION_COMPONENT_POSITION(
      (a, b) -> true, by(Precinct::resolution, Precinct::component)),
  RESOLUTION_LAYER_COMPONENT_POSITION(
      (a, b) -> a.resolution() == b.resolution(), by(Precinct::resolution, Precinct::component)),
  RESOLUTION_POSITION_COMPONENT_LAYER(
      (a, b) -> false, by(Precinct::resolution, Precinct::y, Precinct::x, Precinct::component)),
  POSITION_COMPONENT_RESOLUTION_LAYER(
      (a, b) -> false, by(Precinct::y, Precinct::x, Precinct::component, Precinct::resolution)),
  COMPONENT_POSITION_RESOLUTION_LAYER(
      (a, b) -> false, by(Precinct::component, Precinct::y, Precinct::x, Precinct::resolution));

  /** Reads the packet of a precinct and a layer. */
  interface Reader {
    void read(Precinct precinct, int layer) throws DecodeException;
  }

  /** Precincts of which all packets of a layer come before those of the next layer. */
  private final BiPredicate<Precinct, Precinct> together;

  private final Comparator<Precinct> order;

  PacketOrder(BiPredicate<Precinct, Precinct> together, Comparator<Precinct> order) {
    this.together = together;
    this.order = order;
  }

  @SafeVarargs
  private static Comparator<Precinct> by(ToIntFunction<Precinct>... keys) {
    Comparator<Precinct> all = Comparator.comparingInt(keys[0]);
    for (int i = 1; i < keys.length; i++) {
      all = all.thenComparingInt(keys[i]);
    }
    return all.thenComparingInt(Precinct::number);
  }

  /** Reads all packets of a tile, which has these precincts. */
  static void readAll(List<Precinct> precincts, TileCoding coding, Reader reader)
      throws DecodeException {
    List<Progression> progressions = coding.progressions();
    for (Precinct precinct : precincts) {
      if (Progression.layers(progressions, precinct) < coding.layers()) {
        throw new DecodeException(
            FindingCode.TRUNCATED, "the JPEG 2000 data have no place for some packets of a tile");
      }
    }
    for (int i = 0; i < progressions.size(); i++) {
      Progression progression = progressions.get(i);
      List<Progression> earlier = progressions.subList(0, i);
      progression
          .order()
          .readAll(
              precincts.stream().filter(progression::has).toList(),
              Math.min(progression.layers(), coding.layers()),
              earlier.isEmpty()
                  ? reader
                  : (precinct, layer) -> {
                    if (layer >= Progression.layers(earlier, precinct)) {
                      reader.read(precinct, layer);
                    }
                  });
    }
  }

  /** Reads all packets of these precincts in this order. */
  private void readAll(List<Precinct> precincts, int layers, Reader reader) throws DecodeException {
    List<Precinct> sorted = precincts.stream().sorted(order).toList();
    int from = 0;
    while (from < sorted.size()) {
      int to = from + 1;
      while (to < sorted.size() && together.test(sorted.get(from), sorted.get(to))) {
        to++;
      }
      for (int layer = 0; layer < layers; layer++) {
        for (Precinct precinct : sorted.subList(from, to)) {
          reader.read(precinct, layer);
        }
      }
      from = to;
    }
  }
}
