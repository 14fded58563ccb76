package dev.xraygpu.decode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells files of formats that have no decoder, by their first bytes. */
final class UndecodedFormats {
  private static final Set<String> HEIF_BRANDS =
      Set.of(
          "heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "mif1", "mif2", "mif3",
          "msf1", "avif", "avis", "avci", "avcs", "miaf");

  /** What files begin with, as Latin-1. */
  private static final Map<String, ImageFormat> SIGNATURES = signatures();

  /** A line of MetaImage's header, of which any may be the first. */
  private static final Pattern META_IMAGE =
      Pattern.compile("(ObjectType|NDims|DimSize|ElementType|BinaryData)[ \t]*=[ \t]*[A-Za-z0-9_]");

  private static final String TARGA_END = "TRUEVISION-XFILE.\0";

  private static final int NIFTI_1 = 348;
  private static final int NIFTI_2 = 540;

  private UndecodedFormats() {}

  private static Map<String, ImageFormat> signatures() {
    Map<String, ImageFormat> signatures = new LinkedHashMap<>();
    signatures.put("GIF87a", ImageFormat.GIF);
    signatures.put("GIF89a", ImageFormat.GIF);
    signatures.put("\0\0\0\fjP  \r\n\u0087\n", ImageFormat.JPEG2000);
    signatures.put("\u00ffO\u00ffQ", ImageFormat.JPEG2000);
    signatures.put("\0\0\0\fJXL \r\n\u0087\n", ImageFormat.JPEG_XL);
    signatures.put("\u00ff\n", ImageFormat.JPEG_XL);
    signatures.put("NRRD000", ImageFormat.NRRD);
    signatures.put("SIMPLE  =", ImageFormat.FITS);
    signatures.put("v/1\u0001", ImageFormat.OPEN_EXR);
    signatures.put("#?RADIANCE\n", ImageFormat.RADIANCE);
    signatures.put("#?RGBE\n", ImageFormat.RADIANCE);
    signatures.put("8BPS\0", ImageFormat.PHOTOSHOP);
    signatures.put("Y\u00a6j\u0095", ImageFormat.SUN_RASTER);
    signatures.put("qoif", ImageFormat.QOI);
    signatures.put("\u008bJNG\r\n\u001a\n", ImageFormat.JNG);
    return signatures;
  }

  /** The format of a file, if it is one of those. */
  static Optional<ImageFormat> of(FileBytes file) {
    for (Map.Entry<String, ImageFormat> signature : SIGNATURES.entrySet()) {
      if (file.matches(0, signature.getKey())) {
        return Optional.of(signature.getValue());
      }
    }
    if (file.matches(0, "RIFF") && file.matches(8, "WEBP")) {
      return Optional.of(ImageFormat.WEBP);
    }
    if (isHeif(file)) {
      return Optional.of(ImageFormat.HEIF);
    }
    if (isPnm(file)) {
      return Optional.of(ImageFormat.PNM);
    }
    if (isNifti(file)) {
      return Optional.of(ImageFormat.NIFTI);
    }
    if (isMetaImage(file)) {
      return Optional.of(ImageFormat.META_IMAGE);
    }
    if (isSgi(file)) {
      return Optional.of(ImageFormat.SGI);
    }
    if (isPcx(file)) {
      return Optional.of(ImageFormat.PCX);
    }
    return file.matches(file.length() - TARGA_END.length(), TARGA_END)
        ? Optional.of(ImageFormat.TARGA)
        : Optional.empty();
  }

  /** Its first box names the brand that it is of, and others that read it. */
  private static boolean isHeif(FileBytes file) {
    if (!file.matches(4, "ftyp") || !file.has(0, 12)) {
      return false;
    }
    int end = Math.min(file.length(), Math.min(256, file.at(2) << 8 | file.at(3)));
    for (int at = 8; at + 4 <= Math.max(end, 12); at += 4) {
      // The version of the brand lies between it and the others.
      if (at != 12 && HEIF_BRANDS.contains(file.latin1(at, 4))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPnm(FileBytes file) {
    if (!file.has(0, 3) || file.at(0) != 'P') {
      return false;
    }
    boolean number = file.at(1) >= '1' && file.at(1) <= '7';
    boolean floating = file.at(1) == 'F' || file.at(1) == 'f';
    return number && (Character.isWhitespace(file.at(2)) || file.at(2) == '#')
        || floating && file.at(2) == '\n' && file.has(3, 1) && Character.isDigit(file.at(3));
  }

  private static boolean isNifti(FileBytes file) {
    return holds(file, NIFTI_1) && (file.matches(344, "n+1\0") || file.matches(344, "ni1\0"))
        || holds(file, NIFTI_2) && (file.matches(4, "n+2\0") || file.matches(4, "ni2\0"));
  }

  /** Whether a file begins with its header's length, in either order of bytes. */
  private static boolean holds(FileBytes file, int length) {
    int first = length >> 8;
    int second = length & 0xff;
    return file.has(0, 4)
        && (file.at(0) == second && file.at(1) == first && file.at(2) + file.at(3) == 0
            || file.at(3) == second && file.at(2) == first && file.at(0) + file.at(1) == 0);
  }

  private static boolean isMetaImage(FileBytes file) {
    int looked = Math.min(file.length(), 512);
    String start = file.latin1(0, looked);
    return META_IMAGE.matcher(start).lookingAt()
        || start.startsWith("Comment") && start.contains("\nObjectType");
  }

  private static boolean isSgi(FileBytes file) {
    return file.matches(0, "\u0001\u00da")
        && file.has(0, 6)
        && file.at(2) <= 1
        && (file.at(3) == 1 || file.at(3) == 2)
        && file.at(4) == 0
        && file.at(5) >= 1
        && file.at(5) <= 3;
  }

  private static boolean isPcx(FileBytes file) {
    return file.has(0, 128)
        && file.at(0) == 10
        && file.at(1) <= 5
        && file.at(1) != 1
        && file.at(2) == 1
        && (file.at(3) == 1 || file.at(3) == 2 || file.at(3) == 4 || file.at(3) == 8)
        && file.at(64) == 0
        && file.at(65) >= 1
        && file.at(65) <= 4;
  }
}
