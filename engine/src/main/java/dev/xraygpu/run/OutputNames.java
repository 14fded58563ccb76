package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.pass.FramePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of the files that a sink of one file per image writes: {@code SPLIT/...} with the folders
 * and the name of the original, from its class's folder on. A name that another original could have
 * had too keeps the original's extension, and where that does not tell them apart, a part of its
 * path's SHA-256.
 *
 * <p>The names depend on the dataset's paths alone. Eight bytes per sample are kept, not its name.
 */
final class OutputNames {
  private static final int DIGEST_BYTES = 8;

  /** Bytes of a name that file systems take. */
  private static final int LONGEST_NAME = 255;

  /** No file has a frame of a longer number. */
  private static final int LARGEST_FRAME = 1 << 20;

  private static final Pattern LIKE_A_FRAME = Pattern.compile(".*#\\d+", Pattern.DOTALL);

  private final Dataset dataset;
  private final String extension;
  // Hashes of all names that samples ask for, sorted: an equal hash costs a longer name, no clash.
  private final long[] asked;

  /** Names with an extension such as {@code .png}. */
  OutputNames(Dataset dataset, String extension) {
    this.dataset = dataset;
    this.extension = extension;
    this.asked =
        dataset.samples().stream()
            .flatMap(sample -> Stream.of(brief(sample), full(sample)).distinct())
            .mapToLong(OutputNames::hash)
            .sorted()
            .toArray();
  }

  /**
   * The file of a sample or of one of its frames, relative to the results' folder, with {@code /}.
   *
   * @param frame its number from 1, or 0 for a file of one image
   */
  String of(Sample sample, int frame) {
    for (String name : List.of(brief(sample), full(sample))) {
      if (free(sample, name) && fits(name, frame)) {
        return withFrame(name, frame);
      }
    }
    String digest =
        "-" + HexFormat.of().formatHex(Arrays.copyOf(sha256(sample.path()), DIGEST_BYTES));
    String stem = stem(sample.path());
    String name = in(sample, stem + digest);
    while (!fits(name, frame)) {
      stem = withoutLast(stem);
      name = in(sample, stem + digest);
    }
    return withFrame(name, frame);
  }

  private String withFrame(String name, int frame) {
    return frame == 0
        ? name
        : FramePath.of(name.substring(0, name.length() - extension.length()), frame) + extension;
  }

  // Names that look like a frame's belong to frames.
  private boolean free(Sample sample, String name) {
    boolean isFull = name.equals(full(sample));
    return askedOnce(name)
        && !LIKE_A_FRAME.matcher(stem(sample.path())).matches()
        && (!isFull || !LIKE_A_FRAME.matcher(sample.path()).matches());
  }

  // An original whose own name is as long as a name may be leaves no room for more. All frames of a
  // file have its name or none has.
  private boolean fits(String name, int frame) {
    String longest = withFrame(name, frame == 0 ? 0 : LARGEST_FRAME);
    String last = longest.substring(longest.lastIndexOf('/') + 1);
    return isShort(last);
  }

  private String brief(Sample sample) {
    return in(sample, stem(sample.path()));
  }

  private String full(Sample sample) {
    return in(sample, sample.path());
  }

  private String in(Sample sample, String name) {
    String folder = sample.split().directory() + "/";
    return switch (dataset.layout()) {
      case SPLIT_FOLDERS ->
          folder + fromClass(sample, belowSplit(sample.split(), name)) + extension;
      case CLASS_FOLDERS -> folder + fromClass(sample, name) + extension;
      case FLAT -> folder + name + extension;
      case LABEL_FILE -> folder + classFolder(sample) + name + extension;
    };
  }

  // An image of several classes belongs to no folder of one.
  private String classFolder(Sample sample) {
    return sample.label().isEmpty() || dataset.labelSets().isPresent()
        ? ""
        : safe(sample.label()) + "/";
  }

  private boolean askedOnce(String name) {
    int at = Arrays.binarySearch(asked, hash(name));
    long found = asked[at];
    return (at == 0 || asked[at - 1] != found)
        && (at == asked.length - 1 || asked[at + 1] != found);
  }

  // File systems that do not tell upper from lower case, or a letter with its accent from a letter
  // and an accent, must not take two names for one.
  private static long hash(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    return ByteBuffer.wrap(sha256(composed.toLowerCase(Locale.ROOT))).getLong();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
  }

  // "chest_xray/train/NORMAL/a" -> "NORMAL/a"
  private static String belowSplit(Split split, String path) {
    String[] folders = path.split("/", -1);
    int length = 0;
    for (String folder : folders) {
      length += folder.length() + 1;
      if (length < path.length() && Split.ofFolder(folder).filter(split::equals).isPresent()) {
        return path.substring(length);
      }
    }
    return path;
  }

  // "images_001/NORMAL/a" -> "NORMAL/a": loaders take the first folder for the class.
  private static String fromClass(Sample sample, String path) {
    int at = sample.label().isEmpty() ? -1 : ("/" + path).indexOf("/" + sample.label() + "/");
    return at < 0 ? path : path.substring(at);
  }

  // A class comes from a file somebody wrote, and becomes the name of a folder. What had to be
  // changed keeps a part of the class's SHA-256, so that two classes never share a folder.
  private static String safe(String label) {
    String name = label.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    if (name.equals(".") || name.equals("..")) {
      name = name.replace('.', '_');
    }
    if (name.equals(label) && isShort(name)) {
      return name;
    }
    String digest = "-" + HexFormat.of().formatHex(Arrays.copyOf(sha256(label), 4));
    while (!isShort(name + digest)) {
      name = withoutLast(name);
    }
    return name + digest;
  }

  private static boolean isShort(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
  }

  // A whole character: half of a pair would be no text.
  private static String withoutLast(String text) {
    return text.substring(0, text.offsetByCodePoints(text.length(), -1));
  }
}
