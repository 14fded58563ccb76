package dev.xraygpu.decode;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a file that is no image looks like, for a person who wonders why it is there. */
final class ContentDescription {
  private static final int LOOKED_AT = 512;

  /** Longest incomplete UTF-8 sequence that the cut at {@link #LOOKED_AT} can leave. */
  private static final int CUT_CHARACTER = 3;

  private static final String UNPACK = ", and images in it are not looked at: unpack it";

  /** It may be an archive inside. */
  private static final String UNPACK_DATA = ", and what is in it is not looked at: unpack it";

  /** An entry's name in a ZIP archive, of the one that documents of Office begin with. */
  private static final int ZIP_NAME = 30;

  private static final int TAR_MAGIC = 257;

  private static final Map<String, String> SIGNATURES = signatures();

  private ContentDescription() {}

  /** What files begin with, as Latin-1, and what they are then. */
  private static Map<String, String> signatures() {
    Map<String, String> signatures = new LinkedHashMap<>();
    signatures.put("PK\u0003\u0004", "a ZIP archive" + UNPACK);
    signatures.put("PK\u0005\u0006", "a ZIP archive" + UNPACK);
    signatures.put("%PDF-", "a PDF document");
    signatures.put("\u001f\u008b", "gzip-compressed data");
    signatures.put("BZh", "bzip2-compressed data" + UNPACK_DATA);
    signatures.put("\u00fd7zXZ\0", "xz-compressed data" + UNPACK_DATA);
    signatures.put("(\u00b5/\u00fd", "Zstandard-compressed data" + UNPACK_DATA);
    signatures.put(
        "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
        "an OLE document, such as Word's or Thumbs.db");
    signatures.put("\u0093NUMPY", "a NumPy array; save its images as PNG or TIFF of 16 bits");
    signatures.put(
        "\u0089HDF\r\n\u001a\n",
        "an HDF5 file, as of MATLAB; save its images as PNG or TIFF of 16 bits");
    signatures.put(
        "MATLAB 5.0 MAT-file", "a MATLAB file; save its images as PNG or TIFF of 16 bits");
    signatures.put("PAR1", "a Parquet table; save its images as files of their own");
    signatures.put("\u0000\u0005\u0016\u0007", "a macOS resource fork (a ._ file)");
    signatures.put("Rar!\u001a\u0007", "a RAR archive" + UNPACK);
    signatures.put("7z\u00bc\u00af'\u001c", "a 7z archive" + UNPACK);
    signatures.put("\u007fELF", "a program");
    signatures.put("MZ", "a program");
    signatures.put("icns", "an icon of macOS");
    signatures.put("DDS ", "a DirectDraw texture");
    signatures.put("\u008aMNG\r\n\u001a\n", "an MNG animation");
    signatures.put("gimp xcf", "a GIMP project; export its image as PNG");
    signatures.put("/* XPM */", "an XPM icon");
    return signatures;
  }

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
    if (file.matches(TAR_MAGIC, "ustar")) {
      return "a tar archive" + UNPACK;
    }
    if (file.matches(ZIP_NAME, "[Content_Types].xml") && file.matches(0, "PK")) {
      return "a document of Office, such as a workbook of Excel";
    }
    if (FileBytes.bigEndian(GzipContent.start(file)).matches(TAR_MAGIC, "ustar")) {
      return "a tar archive compressed with gzip" + UNPACK;
    }
    for (Map.Entry<String, String> signature : SIGNATURES.entrySet()) {
      if (file.matches(0, signature.getKey())) {
        return signature.getValue();
      }
    }
    if (file.matches(4, "ftyp")) {
      return "an MP4 or QuickTime film";
    }
    if (file.matches(0, "\0\0\u0001\0") || file.matches(0, "\0\0\u0002\0")) {
      return file.has(0, 6) && file.at(4) > 0 && file.at(5) == 0 ? "an icon or a cursor" : null;
    }
    if (isOfOs2(file)) {
      return "an icon or a collection of bitmaps of OS/2";
    }
    if (BmpHeader.startsAt(FileBytes.of(file.slice(0, file.length()), LITTLE_ENDIAN), 0)) {
      return "a Windows bitmap without its file header, as a clipboard holds it; save it as PNG";
    }
    return null;
  }

  /** Arrays of bitmaps and icons name what is in them behind a header of 14 bytes. */
  private static boolean isOfOs2(FileBytes file) {
    return file.matches(0, "BA") && isKindOfOs2(file, 14)
        || file.has(0, 18) && isKindOfOs2(file, 0);
  }

  private static boolean isKindOfOs2(FileBytes file, int at) {
    boolean known = file.matches(at, "CI") || file.matches(at, "IC") || file.matches(at, "PT");
    boolean bitmap = at > 0 && file.matches(at, "BM");
    return (known || bitmap) && file.has(at + 2, 4) && file.at(at + 4) + file.at(at + 5) == 0;
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
