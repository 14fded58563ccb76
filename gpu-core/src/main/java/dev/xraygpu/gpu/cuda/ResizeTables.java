package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.image.PixelType;
import java.util.HashMap;
import java.util.Map;

/**
 * The resize tables of one batch in device memory. Images of a dataset share sizes, so each table
 * is made once.
 */
final class ResizeTables {
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
    BatchPlan.Section section = section((long) LinearTable.ENTRY_BYTES * target);
    table.write(type, section.bytes());
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
    BatchPlan.Section spans = section((long) AreaTable.ENTRY_BYTES * table.spans());
    table.writeSpans(spans.bytes());
    BatchPlan.Section parts = section((long) AreaTable.ENTRY_BYTES * table.parts());
    table.writeParts(parts.bytes());
    AreaAddresses addresses = new AreaAddresses(spans.address(), parts.address());
    area.put(key, addresses);
    return addresses;
  }
}
