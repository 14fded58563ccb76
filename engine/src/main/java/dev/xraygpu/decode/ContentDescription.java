package dev.xraygpu.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what a file that is no image looks like, for a person who wonders why it is there. */
final class ContentDescription {
  private static final int LOOKED_AT = 512;

  /** Longest incomplete UTF-8 sequence that the cut at {@link #LOOKED_AT} can leave. */
  private static final int CUT_CHARACTER = 3;

  private ContentDescription() {}

  static String of(ByteBuffer buffer) {
    FileBytes file = FileBytes.bigEndian(buffer);
    String binary = binaryFormat(file);
    if (binary != null) {
      return binary;
    }
    int count = Math.min(file.length(), LOOKED_AT);
    ByteBuffer start = file.slice(0, count);
    if (isZero(start)) {
      return "only zero bytes, as an interrupted download leaves";
    }
    String text = text(start, count < file.length() ? CUT_CHARACTER : 0);
    return text == null
        ? "of no known format; pixels without a header are not read, convert them to PNG or TIFF"
        : describeText(text);
  }

  private static @Nullable String binaryFormat(FileBytes file) {
    if (file.matches(0, "PK\u0003\u0004") || file.matches(0, "PK\u0005\u0006")) {
      return "a ZIP archive";
    }
    if (file.matches(0, "%PDF-")) {
      return "a PDF document";
    }
    if (file.matches(0, "\u001f\u008b")) {
      return "gzip-compressed data";
    }
    if (file.matches(0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
      return "an OLE document, such as Word's or Thumbs.db";
    }
    if (file.matches(0, "\u0093NUMPY")) {
      return "a NumPy array";
    }
    if (file.matches(0, "\u0000\u0005\u0016\u0007")) {
      return "a macOS resource fork (a ._ file)";
    }
    if (file.matches(0, "Rar!\u001a\u0007")) {
      return "a RAR archive";
    }
    if (file.matches(0, "7z\u00bc\u00af'\u001c")) {
      return "a 7z archive";
    }
    if (file.matches(4, "ftyp")) {
      return "an MP4 or QuickTime film";
    }
    if (file.matches(0, "\u007fELF") || file.matches(0, "MZ")) {
      return "a program";
    }
    return null;
  }

  private static boolean isZero(ByteBuffer bytes) {
    for (int i = 0; i < bytes.limit(); i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String text(ByteBuffer bytes, int slack) {
    for (int cut = 0; cut <= slack && cut < bytes.limit(); cut++) {
      try {
        String text =
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(bytes.duplicate().limit(bytes.limit() - cut))
                .toString();
        boolean printable = text.chars().noneMatch(c -> c < ' ' && !Character.isWhitespace(c));
        return printable ? text : null;
      } catch (CharacterCodingException e) {
        // A character that the cut may have halved: the next round leaves it out.
      }
    }
    return null;
  }

  private static String describeText(String content) {
    String text = content.strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("version https://git-lfs.github.com/spec/")) {
      return "a Git LFS pointer: the image itself was not downloaded (git lfs pull)";
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "an HTML page, which a failed download may leave";
    }
    if (text.startsWith("<svg") || (text.startsWith("<?xml") && text.contains("<svg"))) {
      return "an SVG drawing";
    }
    if (text.startsWith("<?xml")) {
      return "an XML document";
    }
    return "text";
  }
}
