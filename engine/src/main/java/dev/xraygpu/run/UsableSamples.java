package dev.xraygpu.run;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.image.Size;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a pass found out about the samples it keeps, as far as checks of the whole dataset need it:
 * 24 bytes per sample, and the patients that headers name.
 */
final class UsableSamples {
  private final BitSet usable = new BitSet();
  private final long[] sha256High;
  private final long[] sha256Low;
  private final int[] widths;
  private final int[] heights;
  private final BitSet deep = new BitSet();
  private final Map<Integer, String> headerPatients = new HashMap<>();

  /** Nothing yet of a dataset of so many samples. */
  UsableSamples(int samples) {
    sha256High = new long[samples];
    sha256Low = new long[samples];
    widths = new int[samples];
    heights = new int[samples];
  }

  /** Notes what became of a sample. */
  void add(SampleOutcome outcome) {
    Size size = outcome.size();
    if (outcome.status() == SampleStatus.DROPPED || size == null || outcome.sha256().isEmpty()) {
      return;
    }
    int ordinal = outcome.ordinal();
    usable.set(ordinal);
    sha256High[ordinal] = HexFormat.fromHexDigitsToLong(outcome.sha256(), 0, 16);
    sha256Low[ordinal] = HexFormat.fromHexDigitsToLong(outcome.sha256(), 16, 32);
    widths[ordinal] = size.width();
    heights[ordinal] = size.height();
    SampleOutcome.FrameOrigin origin = outcome.origin();
    if (origin != null && !origin.patient().isEmpty()) {
      headerPatients.put(ordinal, origin.patient());
    }
    deep.set(ordinal, outcome.type() != null && outcome.type().bytes() > 1);
  }

  /** Samples that were decoded and are kept, by ordinal. Not a copy. */
  BitSet ordinals() {
    return usable;
  }

  /** Whether a sample was decoded and is kept. */
  boolean contains(int ordinal) {
    return usable.get(ordinal);
  }

  /** A sample's patient: its own or, where it has none, what stands for that of its header. */
  String patientOf(Sample sample) {
    return sample.patient().isEmpty()
        ? headerPatients.getOrDefault(sample.ordinal(), "")
        : sample.patient();
  }

  /** The usable samples, those of equal bytes next to each other, in the order of the paths. */
  int[] byBytes() {
    return IntStream.range(0, sha256High.length)
        .filter(usable::get)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(i -> sha256High[i])
                .thenComparingLong(i -> sha256Low[i])
                .thenComparingInt(i -> i))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Whether two files have the same bytes, by half of their SHA-256. */
  boolean sameBytes(int one, int other) {
    return sha256High[one] == sha256High[other] && sha256Low[one] == sha256Low[other];
  }

  /** Columns and rows of a usable sample. */
  Size size(int ordinal) {
    return new Size(widths[ordinal], heights[ordinal]);
  }

  /** Bits per pixel of a usable sample. */
  int depth(int ordinal) {
    return deep.get(ordinal) ? 16 : 8;
  }
}
