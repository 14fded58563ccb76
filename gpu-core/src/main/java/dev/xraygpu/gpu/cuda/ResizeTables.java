package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.weights.AreaTable;
import dev.xraygpu.weights.LinearTable;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The resize tables of one batch in device memory. Images of a dataset share sizes, so each table
 * is made once.
 */
final class ResizeTables {
  /** Bytes of each kind of entry: of a weight, a span, a part. */
  private static final int ENTRY_BYTES = 8;

  private final BatchPlan batch;
  private final Map<Key, Long> linear = new HashMap<>();
  private final Map<Key, AreaAddresses> area = new HashMap<>();
  private long bytes;

  ResizeTables(BatchPlan batch) {
    this.batch = batch;
  }

  /** Which axis of the image. */
  enum Axis {
    COLUMNS,
    ROWS
  }

  /** How positions are computed. */
  enum Ramp {
    CENTRED,
    GROWING
  }

  private record Key(int source, int target, Axis axis, Ramp ramp, PixelType type) {}

  /**
   * Where a table is.
   *
   * @param spans one per target pixel
   * @param parts what the spans point into
   */
  record AreaAddresses(long spans, long parts) {}

  /** Bytes of all tables so far: each is read from memory once for the whole batch. */
  long bytes() {
    return bytes;
  }

  private BatchPlan.Section section(long length) throws CudaDriverException {
    bytes += length;
    return batch.section(length);
  }

  /** Address of a table for linear interpolation. */
  long linear(int source, int target, Axis axis, Ramp ramp, PixelType type)
      throws CudaDriverException {
    Key key = new Key(source, target, axis, ramp, type);
    Long known = linear.get(key);
    if (known != null) {
      return known;
    }
    LinearTable table =
        ramp == Ramp.CENTRED
            ? LinearTable.centred(source, target)
            : LinearTable.growing(source, target);
    if (axis == Axis.COLUMNS) {
      table = table.clamped(source);
    }
    BatchPlan.Section section = section((long) ENTRY_BYTES * target);
    write(table, type, section.bytes());
    linear.put(key, section.address());
    return section.address();
  }

  /** Addresses of a table for area interpolation by a fraction. */
  AreaAddresses area(int source, int target) throws CudaDriverException {
    // The same for columns and rows and for both pixel types.
    Key key = new Key(source, target, Axis.COLUMNS, Ramp.CENTRED, PixelType.U8);
    AreaAddresses known = area.get(key);
    if (known != null) {
      return known;
    }
    AreaTable table = new AreaTable(source, target);
    BatchPlan.Section spans = section((long) ENTRY_BYTES * table.spans());
    writeSpans(table, spans.bytes());
    BatchPlan.Section parts = section((long) ENTRY_BYTES * table.parts());
    writeParts(table, parts.bytes());
    AreaAddresses addresses = new AreaAddresses(spans.address(), parts.address());
    area.put(key, addresses);
    return addresses;
  }

  /** {@code FixedWeights} for 8-bit and {@code FloatWeights} for 16-bit pixels. */
  private static void write(LinearTable table, PixelType type, ByteBuffer to) {
    for (int d = 0; d < table.index().length; d++) {
      float fraction = table.fraction()[d];
      to.putInt(table.index()[d]);
      if (type == PixelType.U8) {
        to.putShort(LinearTable.fixed(1 - fraction));
        to.putShort(LinearTable.fixed(fraction));
      } else {
        to.putFloat(fraction);
      }
    }
  }

  /** A {@code Span} per target pixel. */
  private static void writeSpans(AreaTable table, ByteBuffer to) {
    for (int d = 0; d < table.spans(); d++) {
      to.putInt(table.first(d));
      to.putInt(table.first(d + 1) - table.first(d));
    }
  }

  /** All {@code Part}s. */
  private static void writeParts(AreaTable table, ByteBuffer to) {
    for (int i = 0; i < table.parts(); i++) {
      to.putInt(table.source(i));
      to.putFloat(table.weight(i));
    }
  }
}
