package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the main header, or the headers of a tile's parts, say of the coding. What is said of a
 * component counts more than what is said of all, whichever comes first, and what a tile's headers
 * say more than both.
 */
final class CodingHeader {
  private static final int CAP = 0xff50;
  private static final int COD = 0xff52;
  private static final int COC = 0xff53;
  private static final int QCD = 0xff5c;
  private static final int QCC = 0xff5d;
  private static final int RGN = 0xff5e;
  private static final int POC = 0xff5f;

  private static final int HIGH_THROUGHPUT_CAPABILITY = 0x20000;
  private static final int OWN_PRECINCTS = 1;

  /** OpenJPEG takes as many; each is held against each precinct. */
  private static final int MOST_PROGRESSIONS = 32;

  private final @Nullable CodingHeader main;
  private final int components;
  private boolean handled = true;
  private boolean said;
  private int order = -1;
  private int layers;
  private boolean transformed;
  private @Nullable CodingStyle style;
  private @Nullable Quantization quantization;
  private final @Nullable CodingStyle[] styles;
  private final @Nullable Quantization[] quantizations;
  private final @Nullable Integer[] regionShifts;
  private final List<Progression> progressions = new ArrayList<>();

  private CodingHeader(@Nullable CodingHeader main, int components) {
    this.main = main;
    this.components = components;
    styles = new CodingStyle[components];
    quantizations = new Quantization[components];
    regionShifts = new Integer[components];
  }

  /** Of a main header that says nothing yet. */
  static CodingHeader main(int components) {
    return new CodingHeader(null, components);
  }

  /** Of a tile, which has what the main header says where its own say nothing. */
  CodingHeader tile() {
    return new CodingHeader(this, components);
  }

  /** Reads a marker segment: from behind its length on. */
  void read(int marker, ByteBuffer content) throws DecodeException {
    switch (marker) {
      case CAP -> handled &= content.getInt(0) == HIGH_THROUGHPUT_CAPABILITY;
      case COD -> {
        order = content.get(1) & 0xff;
        layers = content.getChar(2);
        transformed = content.get(4) == 1;
        style = style(content, 5, content.get(0));
        handled &= layers > 0;
        requireOrder(order);
      }
      case COC -> {
        int component = component(content);
        styles[component] = style(content, 2, content.get(1));
      }
      case QCD -> quantization = Quantization.of(content);
      case QCC -> {
        int component = component(content);
        quantizations[component] = Quantization.of(rest(content, 1));
      }
      case RGN -> {
        int component = component(content);
        handled &= content.get(1) == 0;
        regionShifts[component] = content.get(2) & 0xff;
      }
      case POC -> addProgressions(content);
      default -> {
        return; // comments, lengths and packet headers: nothing that says how to read a tile
      }
    }
    said = true;
  }

  private void addProgressions(ByteBuffer content) throws DecodeException {
    for (int at = 0; at < content.limit(); at += Progression.BYTES) {
      requireOrder(content.get(at + Progression.BYTES - 1) & 0xff);
      if (progressions.size() == MOST_PROGRESSIONS) {
        handled = false;
        return;
      }
      progressions.add(Progression.of(content, at));
    }
  }

  private static void requireOrder(int number) throws DecodeException {
    if (number >= PacketOrder.values().length) {
      throw Codestream.unsupported("an order of packets of another part of the standard");
    }
  }

  private @Nullable CodingStyle style(ByteBuffer content, int at, byte flags)
      throws DecodeException {
    CodingStyle read = CodingStyle.of(rest(content, at), (flags & OWN_PRECINCTS) != 0);
    handled &= read != null;
    return read;
  }

  private static ByteBuffer rest(ByteBuffer content, int at) {
    return content.slice(at, Math.max(0, content.limit() - at));
  }

  /** The component that a segment is about; of one that is not there, it is not handled. */
  private int component(ByteBuffer content) {
    int component = content.get(0) & 0xff;
    handled &= component < components;
    return component < components ? component : 0;
  }

  /** Whether it says anything of the coding. */
  boolean saysSomething() {
    return said;
  }

  /** What is said in all; null if something is beyond what is handled here, or missing. */
  @Nullable TileCoding coding() {
    CodingHeader ofOrder = order < 0 && main != null ? main : this;
    if (!handled || ofOrder.order < 0) {
      return null;
    }
    List<CodingStyle> allStyles = new ArrayList<>();
    List<Quantization> allQuantizations = new ArrayList<>();
    List<Integer> allShifts = new ArrayList<>();
    for (int c = 0; c < components; c++) {
      CodingStyle ofComponent = style(c);
      Quantization steps = quantization(c);
      int shift = regionShift(c);
      if (ofComponent == null
          || steps == null
          || !steps.covers(ofComponent.levels())
          || (ofComponent.reversible() && steps.isQuantized())
          || (ofComponent.highThroughput() && shift > 0)) {
        return null;
      }
      allStyles.add(ofComponent);
      allQuantizations.add(steps);
      allShifts.add(shift);
    }
    return new TileCoding(
        progressions(ofOrder),
        ofOrder.layers,
        // Some encoders declare it of one component, too, where there is nothing to transform.
        ofOrder.transformed && components > 1,
        List.copyOf(allStyles),
        List.copyOf(allQuantizations),
        List.copyOf(allShifts));
  }

  private List<Progression> progressions(CodingHeader ofOrder) {
    if (!progressions.isEmpty()) {
      return List.copyOf(progressions);
    }
    return main != null && !main.progressions.isEmpty()
        ? List.copyOf(main.progressions)
        : List.of(Progression.whole(PacketOrder.values()[ofOrder.order], ofOrder.layers));
  }

  private @Nullable CodingStyle style(int component) {
    CodingStyle own = styles[component] != null ? styles[component] : style;
    return own == null && main != null ? main.style(component) : own;
  }

  private @Nullable Quantization quantization(int component) {
    Quantization own = quantizations[component] != null ? quantizations[component] : quantization;
    return own == null && main != null ? main.quantization(component) : own;
  }

  private int regionShift(int component) {
    Integer own = regionShifts[component];
    return own != null ? own : main != null ? main.regionShift(component) : 0;
  }
}
