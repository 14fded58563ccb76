package dev.xraygpu.dicom;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values of elements as text and numbers (PS3.5, section 6.2). */
final class DicomValues {
  /** More than any attribute that the program reads has. */
  private static final int MOST_VALUES = 1 << 20;

  private static final Map<String, String> CHARSETS =
      Map.ofEntries(
          Map.entry("ISO_IR 100", "ISO-8859-1"),
          Map.entry("ISO_IR 101", "ISO-8859-2"),
          Map.entry("ISO_IR 109", "ISO-8859-3"),
          Map.entry("ISO_IR 110", "ISO-8859-4"),
          Map.entry("ISO_IR 144", "ISO-8859-5"),
          Map.entry("ISO_IR 127", "ISO-8859-6"),
          Map.entry("ISO_IR 126", "ISO-8859-7"),
          Map.entry("ISO_IR 138", "ISO-8859-8"),
          Map.entry("ISO_IR 148", "ISO-8859-9"),
          Map.entry("ISO_IR 13", "Shift_JIS"),
          Map.entry("ISO_IR 166", "TIS-620"),
          Map.entry("ISO_IR 192", "UTF-8"),
          Map.entry("ISO 2022 IR 87", "ISO-2022-JP"),
          Map.entry("ISO 2022 IR 149", "EUC-KR"),
          Map.entry("ISO 2022 IR 58", "GB2312"),
          Map.entry("GB18030", "GB18030"),
          Map.entry("GBK", "GBK"));

  private DicomValues() {}

  static String ascii(ByteBuffer value) {
    return trim(StandardCharsets.ISO_8859_1.decode(value.duplicate()).toString());
  }

  static List<String> texts(
      ValueRepresentation vr, ByteBuffer value, boolean signed, Supplier<String> characterSet) {
    if (isBinary(vr, value.limit())) {
      double[] numbers = numbers(vr, value, signed);
      List<String> texts = new ArrayList<>();
      for (double number : numbers == null ? new double[0] : numbers) {
        texts.add(format(number));
      }
      return texts;
    }
    Charset charset =
        switch (vr) {
          case LO, LT, PN, SH, ST, UC, UT, UN -> charset(characterSet.get());
          default -> StandardCharsets.ISO_8859_1;
        };
    String text = charset.decode(value.duplicate()).toString();
    List<String> texts = new ArrayList<>();
    boolean single =
        vr == ValueRepresentation.LT
            || vr == ValueRepresentation.ST
            || vr == ValueRepresentation.UT
            || vr == ValueRepresentation.UR;
    for (String part : single ? List.of(text) : List.of(text.split("\\\\", -1))) {
      texts.add(trim(part));
    }
    return texts;
  }

  /** All values as numbers, or null if one is none; of several, one that is left out is NaN. */
  static double @Nullable [] numbers(ValueRepresentation vr, ByteBuffer value, boolean signed) {
    return switch (vr) {
      case US -> read(value, 2, i -> (int) value.getChar(2 * i));
      case SS -> read(value, 2, i -> value.getShort(2 * i));
      case XS -> read(value, 2, i -> signed ? value.getShort(2 * i) : value.getChar(2 * i));
      case OW -> read(value, 2, i -> (int) value.getChar(2 * i));
      case OB -> read(value, 1, i -> value.get(i) & 0xff);
      case UL, OL -> read(value, 4, i -> value.getInt(4 * i) & 0xffff_ffffL);
      case SL -> read(value, 4, i -> value.getInt(4 * i));
      case FL, OF -> read(value, 4, i -> value.getFloat(4 * i));
      case FD, OD -> read(value, 8, i -> value.getDouble(8 * i));
      case SV -> read(value, 8, i -> value.getLong(8 * i));
      case UV, OV -> read(value, 8, i -> unsigned(value.getLong(8 * i)));
      case UN -> unknown(value);
      case DS, IS, LO, SH, CS -> parse(value);
      default -> null;
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : new BigInteger(Long.toUnsignedString(value)).doubleValue();
  }

  private static double[] read(ByteBuffer value, int size, IntFunction<Number> at) {
    double[] numbers = new double[Math.min(MOST_VALUES, value.limit() / size)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = at.apply(i).doubleValue();
    }
    return numbers;
  }

  /** With implicit VR, an attribute that the dictionary lacks: a text, or else a short binary. */
  private static double @Nullable [] unknown(ByteBuffer value) {
    double[] parsed = parse(value);
    if (parsed != null) {
      return parsed;
    }
    return switch (value.limit()) {
      case 2 -> new double[] {value.getChar(0)};
      case 4 -> new double[] {value.getInt(0) & 0xffff_ffffL};
      default -> null;
    };
  }

  private static double @Nullable [] parse(ByteBuffer value) {
    String[] parts = ascii(value).split("\\\\", -1);
    if (parts.length > MOST_VALUES || (parts.length == 1 && parts[0].isEmpty())) {
      return new double[0];
    }
    double[] numbers = new double[parts.length];
    for (int i = 0; i < numbers.length; i++) {
      String part = trim(parts[i]);
      if (part.isEmpty()) {
        numbers[i] = Double.NaN;
        continue;
      }
      // Java also reads 0x1p3, 1f, NaN and Infinity, which DICOM does not know.
      if (!part.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?") || part.length() > 64) {
        return null;
      }
      numbers[i] = Double.parseDouble(part);
      if (Double.isInfinite(numbers[i])) {
        return null;
      }
    }
    return numbers;
  }

  private static boolean isBinary(ValueRepresentation vr, int length) {
    return switch (vr) {
      case US, SS, XS, OW, OB, UL, OL, SL, FL, OF, FD, OD, SV, UV, OV, SQ -> true;
      case AT -> length == 0;
      default -> false;
    };
  }

  /** A number in decimal; empty for infinities and what is none, which no text of DICOM can say. */
  static String format(double number) {
    if (!Double.isFinite(number)) {
      return "";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.format(Locale.ROOT, "%d", (long) number)
        : new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  /** The first listed character set counts; escape sequences to others are decoded as they can. */
  private static Charset charset(String names) {
    for (String name : names.split("\\\\")) {
      String known = CHARSETS.get(trim(name).replace("ISO 2022 IR 1", "ISO_IR 1"));
      known = known == null ? CHARSETS.get(trim(name)) : known;
      if (known != null && Charset.isSupported(known)) {
        return Charset.forName(known);
      }
    }
    return StandardCharsets.ISO_8859_1;
  }

  /** Values are padded with spaces, UIDs and by mistake others with zeros. */
  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) <= ' ') {
      to--;
    }
    return text.substring(from, to);
  }
}
