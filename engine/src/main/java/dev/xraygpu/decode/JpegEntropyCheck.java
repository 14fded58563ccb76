package dev.xraygpu.decode;

import dev.xraygpu.decode.JpegEntropyResult.Outcome;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows every Huffman code of a JPEG, without making pixels of them, and says whether all blocks
 * of the image are there. libjpeg says nothing: where data end early, it leaves flat gray, and
 * where they are corrupt, whatever comes out.
 *
 * <p>Sequential and progressive processes (SOF0, SOF1, SOF2), all scans, with restart intervals.
 */
public final class JpegEntropyCheck {
  private final ByteBuffer buffer;
  private final FileBytes file;
  private final JpegSegments segments;
  private final @Nullable JpegHuffmanTable[] differences = new @Nullable JpegHuffmanTable[4];
  private final @Nullable JpegHuffmanTable[] coefficients = new @Nullable JpegHuffmanTable[4];
  private final BitSet componentsSeen = new BitSet();
  private long @Nullable [][] nonzero;
  private @Nullable JpegFrame frame;
  private int interval;
  private int scans;

  private JpegEntropyCheck(ByteBuffer buffer) {
    this.buffer = buffer;
    this.file = FileBytes.bigEndian(buffer);
    this.segments = new JpegSegments(file, 2);
  }

  /**
   * Reads all scans of a JPEG whose header was probed and whose structure was checked.
   *
   * @param file all bytes of the file, from position 0 to its limit; not changed
   */
  public static JpegEntropyResult check(ByteBuffer file) {
    try {
      return new JpegEntropyCheck(file).run();
    } catch (DecodeException e) {
      Outcome outcome = e.code() == FindingCode.TRUNCATED ? Outcome.PREMATURE_END : Outcome.CORRUPT;
      String message = e.getMessage();
      return new JpegEntropyResult(outcome, 0, message == null ? "corrupt JPEG" : message);
    }
  }

  private JpegEntropyResult run() throws DecodeException {
    while (true) {
      int marker = segments.next();
      int start = segments.position();
      if (marker == JpegMarker.EOI) {
        return end();
      }
      if (marker == JpegMarker.TEM || JpegMarker.isRestart(marker)) {
        continue;
      }
      segments.skipSegment();
      if (JpegMarker.isStartOfFrame(marker)) {
        frame = JpegFrame.parse(file, start, marker, DecodeLimits.WIDEST);
        if (frame.arithmetic()) {
          return JpegEntropyResult.notVerifiable("arithmetic coding is verified by its decoder");
        }
      } else if (marker == JpegMarker.DHT) {
        readTables(start);
      } else if (marker == JpegMarker.DRI) {
        interval = file.u16(start + 2, "the restart interval");
      } else if (marker == JpegMarker.SOS) {
        JpegEntropyResult damage = readScan(start);
        if (damage != null) {
          return damage;
        }
      }
    }
  }

  private JpegEntropyResult end() {
    JpegFrame known = frame;
    if (known == null || componentsSeen.cardinality() < known.components().size()) {
      return new JpegEntropyResult(
          Outcome.PREMATURE_END, 0, "the image data end before all components came");
    }
    return JpegEntropyResult.complete();
  }

  private void readTables(int start) throws DecodeException {
    int end = segments.position();
    int at = start + 2;
    while (at < end) {
      int which = file.at(at);
      if ((which >> 4) > 1 || (which & 15) > 3) {
        throw JpegStructure.unreadable("a Huffman table numbered " + which);
      }
      if (end - at < 17) {
        throw JpegStructure.unreadable("a Huffman table without its lengths");
      }
      int codes = 0;
      for (int i = 1; i <= 16; i++) {
        codes += file.at(at + i);
      }
      JpegHuffmanTable table = JpegHuffmanTable.of(file.slice(at + 1, end - at - 1));
      ((which >> 4) == 0 ? differences : coefficients)[which & 15] = table;
      at += 17 + codes;
    }
  }

  private @Nullable JpegEntropyResult readScan(int start) throws DecodeException {
    JpegFrame known = frame;
    if (known == null) {
      throw JpegStructure.unreadable("a scan before the frame header");
    }
    scans++;
    if (scans > JpegStructure.MAX_SCANS) {
      throw JpegStructure.unreadable("more than " + JpegStructure.MAX_SCANS + " scans");
    }
    if (noTables()) {
      return JpegEntropyResult.notVerifiable("its Huffman tables are the decoder's own");
    }
    JpegScan scan = JpegScan.parse(file, start, known);
    JpegBits bits = new JpegBits(buffer);
    JpegScanReader reader = reader(known, scan, bits);
    boolean whole = !known.progressive() && scan.parts().size() == known.components().size();
    JpegEntropyResult damage =
        reader.read(segments.position(), interval, whole ? "image" : "image's scan " + scans);
    if (damage == null) {
      segments.moveTo(bits.position());
      if (scan.spectralStart() == 0) {
        scan.parts().forEach(part -> componentsSeen.set(part.index()));
      }
    }
    return damage;
  }

  /** Frames of a film (Motion JPEG) leave out the tables that all decoders know. */
  private boolean noTables() {
    for (int i = 0; i < 4; i++) {
      if (differences[i] != null || coefficients[i] != null) {
        return false;
      }
    }
    return true;
  }

  private JpegScanReader reader(JpegFrame known, JpegScan scan, JpegBits bits)
      throws DecodeException {
    if (known.progressive() && scan.spectralStart() > 0) {
      JpegScan.Part part = scan.parts().get(0);
      return new JpegProgressiveReader(
          file,
          bits,
          scan,
          table(coefficients, part.coefficientTable()),
          nonzero(known, part.index()));
    }
    boolean refinement = known.progressive() && scan.approximationHigh() > 0;
    int blocks = 0;
    for (JpegScan.Part part : scan.parts()) {
      blocks += blocksInUnit(known, scan, part);
    }
    @Nullable JpegHuffmanTable[] ofDifferences = new @Nullable JpegHuffmanTable[blocks];
    JpegHuffmanTable[] ofCoefficients = new JpegHuffmanTable[blocks];
    int next = 0;
    for (JpegScan.Part part : scan.parts()) {
      for (int i = blocksInUnit(known, scan, part); i > 0; i--) {
        ofDifferences[next] = refinement ? null : table(differences, part.differenceTable());
        if (!known.progressive()) {
          ofCoefficients[next] = table(coefficients, part.coefficientTable());
        }
        next++;
      }
    }
    long units = scan.units(known);
    if (known.progressive()) {
      return new JpegDifferenceReader(file, bits, units, ofDifferences);
    }
    return new JpegSequentialReader(file, bits, units, complete(ofDifferences), ofCoefficients);
  }

  private static JpegHuffmanTable[] complete(@Nullable JpegHuffmanTable[] tables)
      throws DecodeException {
    JpegHuffmanTable[] complete = new JpegHuffmanTable[tables.length];
    for (int i = 0; i < tables.length; i++) {
      complete[i] = table(tables, i);
    }
    return complete;
  }

  private static JpegHuffmanTable table(@Nullable JpegHuffmanTable[] tables, int number)
      throws DecodeException {
    JpegHuffmanTable table = number < tables.length ? tables[number] : null;
    if (table == null) {
      throw JpegStructure.unreadable("a scan uses Huffman table " + number + ", which is missing");
    }
    return table;
  }

  private static int blocksInUnit(JpegFrame frame, JpegScan scan, JpegScan.Part part) {
    JpegFrame.Component component = frame.components().get(part.index());
    return scan.parts().size() == 1 ? 1 : component.horizontal() * component.vertical();
  }

  private long[] nonzero(JpegFrame known, int index) {
    long @Nullable [][] kept = nonzero;
    if (kept == null) {
      kept = new long[known.components().size()][];
      nonzero = kept;
    }
    if (kept[index] == null) {
      kept[index] = new long[Math.toIntExact(known.blocks(index))];
    }
    return kept[index];
  }
}
