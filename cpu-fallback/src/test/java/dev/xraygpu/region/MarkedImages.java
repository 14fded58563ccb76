package dev.xraygpu.region;

import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a person saw put onto each of the real chest X-rays of {@link BoxedImages}, from {@code
 * burned-in.csv}: a row for each letter, word or object with its box in pixels, and one of kind
 * {@code none} for an image on which there is nothing.
 */
final class MarkedImages {
  private MarkedImages() {}

  /** What is in a box. */
  enum Kind {
    /** Letters, numbers, or a display's marks. */
    TEXT,
    /** A clip, wire, electrode or tube that lies on or beside the patient. */
    OBJECT,
    /** Nothing: the image's only row. */
    NONE
  }

  /** A box in pixels and what is in it. */
  record Mark(Kind kind, Rectangle box) {}

  /** The marks of an image; none where nothing is on it. */
  record MarkedImage(String file, String sha256, List<Mark> marks) {
    boolean hasText() {
      return marks.stream().anyMatch(mark -> mark.kind() == Kind.TEXT);
    }
  }

  /** All images by their files' names. */
  static Map<String, MarkedImage> all() throws IOException {
    Map<String, MarkedImage> images = new LinkedHashMap<>();
    try (InputStream in = MarkedImages.class.getResourceAsStream("burned-in.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().skip(1).toList()) {
        String[] cells = line.split(",");
        Kind kind = Kind.valueOf(cells[2].toUpperCase(Locale.ROOT));
        MarkedImage image =
            images.computeIfAbsent(
                cells[0], file -> new MarkedImage(file, cells[1], new ArrayList<>()));
        if (kind != Kind.NONE) {
          image.marks().add(new Mark(kind, box(cells)));
        }
      }
    }
    return images;
  }

  private static Rectangle box(String[] cells) {
    return new Rectangle(
        Integer.parseInt(cells[3]),
        Integer.parseInt(cells[4]),
        new Size(Integer.parseInt(cells[5]), Integer.parseInt(cells[6])));
  }
}
