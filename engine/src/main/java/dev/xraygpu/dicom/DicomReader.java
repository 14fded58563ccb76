package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of one data set up to its pixel data (PS3.5, section 7). Each length is held
 * against what is left of the bytes, sequences are followed to a limited depth, and elements are
 * counted.
 */
final class DicomReader {
  private static final long UNDEFINED = 0xffff_ffffL;

  /** Far more than the standard's own nesting. */
  private static final int MAX_DEPTH = 32;

  /** Enough for some thousand frames with functional groups of their own. */
  private static final int MAX_ELEMENTS = 300_000;

  private final ByteBuffer bytes;
  private final int limit;
  private int position;
  private int count;
  private @Nullable PixelDataElement pixelData;

  /**
   * A reader.
   *
   * @param bytes of the file, or of its inflated data set; from position 0 to the limit
   * @param start offset of the first element
   */
  DicomReader(ByteBuffer bytes, int start) {
    this.bytes = bytes.duplicate();
    this.limit = bytes.limit();
    this.position = start;
  }

  /** How elements are written. */
  private record Encoding(boolean explicit, ByteOrder order) {
    static final Encoding IMPLICIT = new Encoding(false, ByteOrder.LITTLE_ENDIAN);
  }

  /** The pixel data element that ended the data set, or null. */
  @Nullable PixelDataElement pixelData() {
    return pixelData;
  }

  /** Offset behind what was read. */
  int position() {
    return position;
  }

  /** Reads the file meta information: all elements of group 2, explicit VR little endian. */
  DicomDataSet readFileMeta() throws DecodeException {
    DicomDataSet meta = new DicomDataSet(bytes, ByteOrder.LITTLE_ENDIAN, null);
    List<DicomElement> elements = new ArrayList<>();
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    while (limit - position >= 8 && bytes.getChar(position) == 2) {
      Encoding encoding = new Encoding(hasVr(position), ByteOrder.LITTLE_ENDIAN);
      elements.add(readElement(meta, encoding, 0));
    }
    meta.setElements(elements);
    return meta;
  }

  /** Reads the data set up to its pixel data, or to the end. */
  DicomDataSet readDataSet(boolean explicit, ByteOrder order) throws DecodeException {
    boolean reallyExplicit = explicit;
    if (limit - position >= 8) {
      // Some files are written the other way than they say; two capital letters tell.
      reallyExplicit = hasVr(position);
      if (reallyExplicit != explicit && !plausible(reallyExplicit, order)) {
        reallyExplicit = explicit;
      }
    }
    DicomDataSet dataSet = new DicomDataSet(bytes, order, null);
    dataSet.setElements(
        readElements(dataSet, new Encoding(reallyExplicit, order), limit, false, 0));
    return dataSet;
  }

  /** Whether the first element, read this way, stays inside the file. */
  private boolean plausible(boolean explicit, ByteOrder order) {
    if (explicit) {
      return true;
    }
    long length = bytes.order(order).getInt(position + 4) & UNDEFINED;
    return length == UNDEFINED || length <= limit - position - 8;
  }

  private boolean hasVr(int at) {
    return ValueRepresentation.of(bytes.get(at + 4), bytes.get(at + 5)) != null;
  }

  private List<DicomElement> readElements(
      DicomDataSet owner, Encoding encoding, int end, boolean toDelimiter, int depth)
      throws DecodeException {
    List<DicomElement> elements = new ArrayList<>();
    while (position < end) {
      if (end - position < 8) {
        if (depth == 0 && onlyZeros(position, end)) {
          position = end; // padding of the file
          break;
        }
        throw truncated("the header of an element");
      }
      int tag = tagAt(position, encoding.order());
      if (tag == DicomTag.ITEM_END) {
        position += 8;
        if (toDelimiter) {
          return elements;
        }
        continue; // superfluous behind a defined length
      }
      if (tag == DicomTag.SEQUENCE_END && toDelimiter) {
        return elements; // the item's own end was left out
      }
      if (tag == DicomTag.SEQUENCE_END && depth == 0) {
        position += 8;
        continue;
      }
      if (depth == 0 && isPixelData(tag)) {
        pixelData = readPixelData(tag, encoding);
        return elements;
      }
      elements.add(readElement(owner, encoding, depth));
    }
    if (toDelimiter && position >= limit) {
      throw truncated("an item without an end");
    }
    return elements;
  }

  private static boolean isPixelData(int tag) {
    return tag == DicomTag.PIXEL_DATA
        || tag == DicomTag.FLOAT_PIXEL_DATA
        || tag == DicomTag.DOUBLE_FLOAT_PIXEL_DATA;
  }

  private boolean onlyZeros(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private int tagAt(int at, ByteOrder order) {
    bytes.order(order);
    return bytes.getChar(at) << 16 | bytes.getChar(at + 2);
  }

  private ElementHeader readHeader(Encoding encoding) throws DecodeException {
    ElementHeader header =
        ElementHeader.read(bytes.order(encoding.order()), position, limit, encoding.explicit());
    position = header.end();
    return header;
  }

  private DicomElement readElement(DicomDataSet owner, Encoding encoding, int depth)
      throws DecodeException {
    if (++count > MAX_ELEMENTS) {
      throw new DecodeException(
          FindingCode.TOO_LARGE, "the header has more than " + MAX_ELEMENTS + " elements");
    }
    ElementHeader header = readHeader(encoding);
    int tag = header.tag();
    if (header.length() == UNDEFINED) {
      if (isPixelData(tag)) {
        skipFragments(encoding.order(), tag);
        return new DicomElement(tag, header.vr(), position, 0, List.of());
      }
      // An unknown VR of undefined length is a sequence in implicit VR (PS3.5, 6.2.2, note 2); some
      // programs leave its items in explicit VR all the same.
      boolean written = header.vr() == ValueRepresentation.SQ || !encoding.explicit();
      Encoding inside = written || firstItemHasVr() ? encoding : Encoding.IMPLICIT;
      List<DicomDataSet> items = readItems(owner, inside, limit, true, depth + 1, tag);
      return new DicomElement(tag, ValueRepresentation.SQ, position, 0, items);
    }
    if (header.length() > limit - position) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the file ends inside "
              + DicomTag.describe(tag)
              + ", which declares "
              + header.length()
              + " bytes and has "
              + (limit - position));
    }
    int length = (int) header.length();
    if (header.vr() == ValueRepresentation.SQ
        || (!encoding.explicit() && looksLikeItems(header.vr(), length, encoding))) {
      int end = position + length;
      List<DicomDataSet> items = readItems(owner, encoding, end, false, depth + 1, tag);
      position = end;
      return new DicomElement(tag, ValueRepresentation.SQ, end, 0, items);
    }
    if (DicomDictionary.vr(tag) == ValueRepresentation.SQ
        && looksLikeItems(header.vr(), length, encoding)) {
      DicomElement sequence = readUnknownSequence(owner, encoding, length, depth, tag);
      if (sequence != null) {
        return sequence;
      }
    }
    DicomElement element = new DicomElement(tag, header.vr(), position, length, List.of());
    position += length;
    return element;
  }

  /** Whether the first element of the item that comes next has a value representation. */
  private boolean firstItemHasVr() {
    return limit - position >= 16 && hasVr(position + 8);
  }

  /** A sequence that was passed on as unknown; null if its bytes are none, which hardly matters. */
  private @Nullable DicomElement readUnknownSequence(
      DicomDataSet owner, Encoding encoding, int length, int depth, int tag) {
    int start = position;
    Encoding inside = length >= 16 && firstItemHasVr() ? encoding : Encoding.IMPLICIT;
    try {
      List<DicomDataSet> items = readItems(owner, inside, start + length, false, depth + 1, tag);
      position = start + length;
      return new DicomElement(tag, ValueRepresentation.SQ, position, 0, items);
    } catch (DecodeException e) {
      position = start;
      return null;
    }
  }

  /** With implicit VR, a sequence that the dictionary lacks is told by its first item. */
  private boolean looksLikeItems(ValueRepresentation vr, int length, Encoding encoding) {
    if (vr != ValueRepresentation.UN
        || length < 8
        || tagAt(position, encoding.order()) != DicomTag.ITEM) {
      return false;
    }
    long item = bytes.getInt(position + 4) & UNDEFINED;
    return item == UNDEFINED || item <= length - 8;
  }

  private List<DicomDataSet> readItems(
      DicomDataSet owner, Encoding encoding, int end, boolean toDelimiter, int depth, int sequence)
      throws DecodeException {
    if (depth > MAX_DEPTH) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "sequences are nested deeper than " + MAX_DEPTH);
    }
    List<DicomDataSet> items = new ArrayList<>();
    while (position < end) {
      if (end - position < 8) {
        throw truncated(DicomTag.describe(sequence));
      }
      int tag = tagAt(position, encoding.order());
      long length = bytes.getInt(position + 4) & UNDEFINED;
      position += 8;
      if (tag == DicomTag.SEQUENCE_END) {
        return items;
      }
      if (tag != DicomTag.ITEM) {
        throw new DecodeException(
            FindingCode.UNREADABLE,
            DicomTag.describe(sequence) + " holds " + DicomTag.format(tag) + " instead of an item");
      }
      if (++count > MAX_ELEMENTS) {
        throw new DecodeException(
            FindingCode.TOO_LARGE, "the header has more than " + MAX_ELEMENTS + " elements");
      }
      if (length != UNDEFINED && length > end - position) {
        throw truncated("an item of " + DicomTag.describe(sequence));
      }
      boolean open = length == UNDEFINED;
      int itemEnd = open ? end : position + (int) length;
      DicomDataSet item = new DicomDataSet(bytes, encoding.order(), owner);
      item.setElements(readElements(item, encoding, itemEnd, open, depth));
      if (!open) {
        position = itemEnd;
      }
      items.add(item);
    }
    if (toDelimiter) {
      throw truncated(DicomTag.describe(sequence));
    }
    return items;
  }

  /** Encapsulated pixels inside of a sequence, such as an icon's, are not kept. */
  private void skipFragments(ByteOrder order, int element) throws DecodeException {
    while (true) {
      if (limit - position < 8) {
        throw truncated(DicomTag.describe(element));
      }
      int tag = tagAt(position, order);
      long length = bytes.getInt(position + 4) & UNDEFINED;
      position += 8;
      if (tag == DicomTag.SEQUENCE_END) {
        return;
      }
      if (tag != DicomTag.ITEM || length > limit - position) {
        throw truncated(DicomTag.describe(element));
      }
      position += (int) length;
    }
  }

  private PixelDataElement readPixelData(int tag, Encoding encoding) throws DecodeException {
    ElementHeader header = readHeader(encoding);
    return new PixelDataElement(
        tag,
        header.vr(),
        encoding.order(),
        position,
        header.length() == UNDEFINED ? PixelDataElement.UNDEFINED : header.length());
  }

  private DecodeException truncated(String inside) {
    return new DecodeException(
        FindingCode.TRUNCATED, "the file ends after " + limit + " bytes, inside " + inside);
  }
}
