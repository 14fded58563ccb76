package dev.xraygpu.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes DICOM files for tests, right ones and wrong ones, element by element. */
public final class DicomWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean explicit;
  private final ByteOrder order;

  private DicomWriter(boolean explicit, ByteOrder order) {
    this.explicit = explicit;
    this.order = order;
  }

  /** A file with preamble and meta information of this transfer syntax. */
  public static DicomWriter file(TransferSyntax syntax) {
    DicomWriter meta = new DicomWriter(true, ByteOrder.LITTLE_ENDIAN);
    meta.bytes(new byte[128]).bytes("DICM".getBytes(StandardCharsets.US_ASCII));
    meta.text(DicomTag.TRANSFER_SYNTAX_UID, "UI", syntax.uid());
    DicomWriter writer = new DicomWriter(syntax.explicit(), syntax.order());
    return writer.bytes(meta.toBytes());
  }

  /** A bare data set. */
  public static DicomWriter dataSet(boolean explicit, ByteOrder order) {
    return new DicomWriter(explicit, order);
  }

  /** The attributes of an image of unsigned values. */
  public DicomWriter image(int columns, int rows, int allocated, int stored) {
    return us(DicomTag.SAMPLES_PER_PIXEL, 1)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
        .us(DicomTag.ROWS, rows)
        .us(DicomTag.COLUMNS, columns)
        .us(DicomTag.BITS_ALLOCATED, allocated)
        .us(DicomTag.BITS_STORED, stored)
        .us(DicomTag.HIGH_BIT, stored - 1)
        .us(DicomTag.PIXEL_REPRESENTATION, 0);
  }

  public DicomWriter us(int tag, int value) {
    byte[] bytes = new byte[2];
    ByteBuffer.wrap(bytes).order(order).putShort((short) value);
    return element(tag, "US", bytes);
  }

  public DicomWriter text(int tag, String vr, String value) {
    String padded = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
    return element(tag, vr, padded.getBytes(StandardCharsets.ISO_8859_1));
  }

  public DicomWriter element(int tag, String vr, byte[] value) {
    return header(tag, vr, value.length).bytes(value);
  }

  /** Values of 16 bits. */
  public DicomWriter pixels(int... values) {
    byte[] bytes = new byte[2 * values.length];
    ByteBuffer words = ByteBuffer.wrap(bytes).order(order);
    for (int value : values) {
      words.putShort((short) value);
    }
    return element(DicomTag.PIXEL_DATA, "OW", bytes);
  }

  /** Fragments, the first of which is the offset table. */
  public DicomWriter fragments(byte[]... fragments) {
    header(DicomTag.PIXEL_DATA, "OB", 0xffff_ffffL);
    for (byte[] fragment : fragments) {
      item(DicomTag.ITEM, fragment.length).bytes(fragment);
    }
    return item(DicomTag.SEQUENCE_END, 0);
  }

  /** A sequence of one item. */
  public DicomWriter sequence(int tag, boolean undefined, Consumer<DicomWriter> content) {
    DicomWriter inner = new DicomWriter(explicit, order);
    content.accept(inner);
    byte[] item = inner.toBytes();
    header(tag, "SQ", undefined ? 0xffff_ffffL : 8 + item.length);
    item(DicomTag.ITEM, undefined ? 0xffff_ffffL : item.length).bytes(item);
    return undefined ? item(DicomTag.ITEM_END, 0).item(DicomTag.SEQUENCE_END, 0) : this;
  }

  public DicomWriter header(int tag, String vr, long length) {
    byte[] array = new byte[12];
    ByteBuffer bytes =
        ByteBuffer.wrap(array).order(order).putShort((short) (tag >>> 16)).putShort((short) tag);
    if (explicit) {
      bytes.put(vr.getBytes(StandardCharsets.US_ASCII));
      if ("OB OW OF OD SQ UN UT UC".contains(vr)) {
        bytes.putShort((short) 0).putInt((int) length);
      } else {
        bytes.putShort((short) length);
      }
    } else {
      bytes.putInt((int) length);
    }
    out.write(array, 0, bytes.position());
    return this;
  }

  public DicomWriter item(int tag, long length) {
    byte[] bytes = new byte[8];
    ByteBuffer.wrap(bytes)
        .order(order)
        .putShort((short) (tag >>> 16))
        .putShort((short) tag)
        .putInt((int) length);
    return bytes(bytes);
  }

  public DicomWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }
}
