package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import dev.xraygpu.decode.DevelopmentData;
import dev.xraygpu.duplicate.NearDuplicates;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of every kind, planted among radiographs, are found, and no two radiographs are taken. */
class PlantedCopiesTest {
  private static final int COPIED = 36;

  private final Thumbnailer thumbnailer = new Thumbnailer();

  @Test
  @SuppressWarnings("try") // the scope gives back what is opened in it
  void copiesOfRadiographsAreFoundAndNothingElse(@TempDir Path folder) throws Exception {
    List<Path> files = radiographs();
    // What each entry is a copy of, and how; the radiographs themselves come first.
    List<Integer> originals = new ArrayList<>();
    List<PlantedCopies> kinds = new ArrayList<>();
    try (SignatureFile signatures = new SignatureFile(folder)) {
      SignatureFile.Writer writer = signatures.writer();
      int entries = files.size();
      Random random = new Random(5);
      for (int i = 0; i < files.size(); i++) {
        try (PointerScope scope = new PointerScope()) {
          Mat image = imread(files.get(i).toString(), IMREAD_GRAYSCALE);
          writer.write(i, thumbnailer.of(image(image)));
          if (i * COPIED / files.size() != (i + 1) * COPIED / files.size()) {
            for (PlantedCopies kind : PlantedCopies.values()) {
              writer.write(entries++, thumbnailer.of(image(kind.of(image, random))));
              originals.add(i);
              kinds.add(kind);
            }
          }
        }
      }
      assertThat(kinds).hasSizeGreaterThanOrEqualTo(300);
      BitSet all = new BitSet();
      all.set(0, entries);
      List<NearDuplicates.Pair> pairs = NearDuplicates.find(signatures, entries, all, 2, d -> {});
      assertThat(NearDuplicates.find(signatures, entries, all, 1, d -> {})).isEqualTo(pairs);

      Map<PlantedCopies, Integer> found = new EnumMap<>(PlantedCopies.class);
      List<String> wrong = new ArrayList<>();
      for (NearDuplicates.Pair pair : pairs) {
        int first = original(pair.first(), files.size(), originals);
        int second = original(pair.second(), files.size(), originals);
        if (first != second) {
          wrong.add(files.get(first) + " and " + files.get(second));
        } else if (pair.first() == first) {
          PlantedCopies kind = kinds.get(pair.second() - files.size());
          found.merge(kind, 1, Integer::sum);
          assertThat(pair.mirrored()).isEqualTo(kind == PlantedCopies.MIRRORED);
          assertThat(pair.correlation() < 0).isEqualTo(kind == PlantedCopies.INVERTED);
        }
      }
      assertThat(wrong).isEmpty();
      requireFound(found, 99);
      requireFound(found, 95);
    }
  }

  private static void requireFound(Map<PlantedCopies, Integer> found, int perCent) {
    int planted = 0;
    int there = 0;
    for (PlantedCopies kind : PlantedCopies.values()) {
      if (kind.leastPerCent() == perCent) {
        planted += COPIED;
        there += found.getOrDefault(kind, 0);
      }
    }
    assertThat(there).as("%s", found).isGreaterThanOrEqualTo((planted * perCent + 99) / 100);
  }

  private static int original(int entry, int radiographs, List<Integer> originals) {
    return entry < radiographs ? entry : originals.get(entry - radiographs);
  }

  // Without the one that is there twice.
  private static List<Path> radiographs() throws IOException {
    try (Stream<Path> files = Files.walk(DevelopmentData.folder("chest_xray"))) {
      return files
          .filter(file -> file.toString().endsWith(".jpeg"))
          .filter(file -> !file.endsWith("person1430_bacteria_3696.jpeg"))
          .sorted()
          .toList();
    }
  }

  private static HostImage image(Mat image) {
    HostImage host = HostImage.allocate(PixelType.U8, new Size(image.cols(), image.rows()));
    host.pixels().put(PlantedCopies.bytes(image));
    return host;
  }
}
