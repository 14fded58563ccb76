package dev.xraygpu.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names and value representations of the attributes that the program reads. It is no complete
 * dictionary: with implicit VR, other attributes are read as unknown.
 */
public final class DicomDictionary {
  private static final String RESOURCE = "attributes.txt";
  private static final Map<Integer, Entry> ENTRIES = load();

  private DicomDictionary() {}

  private record Entry(ValueRepresentation vr, String keyword) {}

  /** The attribute's keyword, such as {@code PixelSpacing}; empty for those not listed. */
  public static String keyword(int tag) {
    Entry entry = ENTRIES.get(tag);
    return entry == null ? "" : entry.keyword();
  }

  /** The value representation of a listed attribute, or null. */
  static @Nullable ValueRepresentation vr(int tag) {
    Entry entry = ENTRIES.get(tag);
    if (entry != null) {
      return entry.vr();
    }
    if ((tag & 0xffff) == 0) {
      return ValueRepresentation.UL; // a group's length
    }
    int group = tag >>> 16;
    if (group >= 0x6000 && group <= 0x60ff && (group & 1) == 0) {
      return overlay(tag & 0xffff);
    }
    return null;
  }

  private static @Nullable ValueRepresentation overlay(int element) {
    return switch (element) {
      case 0x0010, 0x0011, 0x0100, 0x0102 -> ValueRepresentation.US;
      case 0x0050 -> ValueRepresentation.SS;
      case 0x0040 -> ValueRepresentation.CS;
      case 0x3000 -> ValueRepresentation.OW;
      default -> null;
    };
  }

  private static Map<Integer, Entry> load() {
    Map<Integer, Entry> entries = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(DicomDictionary.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (!line.startsWith("#")) {
          String[] fields = line.split(" ");
          entries.put(
              Integer.parseUnsignedInt(fields[0], 16),
              new Entry(ValueRepresentation.valueOf(fields[1]), fields[2]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(entries);
  }
}
