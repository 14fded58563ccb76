package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public pediatric pneumonia set, where a part of it is at hand. */
class ChestXrayDatasetTest {
  private static Optional<Path> data() {
    String property = System.getProperty("xraygpu.data");
    Stream<Path> places =
        property != null
            ? Stream.of(Path.of(property))
            : Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(p -> p.resolve("shared/data"));
    return places.map(p -> p.resolve("chest_xray")).filter(Files::isDirectory).findFirst();
  }

  @Test
  void realDataset() throws IOException {
    Optional<Path> root = data();
    String reason = "ChestXrayDatasetTest is skipped: shared/data/chest_xray is not here";
    if (root.isEmpty()) {
      System.out.println(reason);
    }
    assumeTrue(root.isPresent(), reason);
    Dataset dataset = DatasetScanner.scan(root.get(), ScanOptions.DEFAULT);
    assertThat(dataset.layout()).isEqualTo(Layout.SPLIT_FOLDERS);
    assertThat(dataset.samples()).hasSize(108);
    assertThat(dataset.splits()).containsExactly(Split.TRAIN, Split.VAL, Split.TEST);
    assertThat(dataset.classes()).containsExactly("NORMAL", "PNEUMONIA");
    assertThat(dataset.findings()).isEmpty();
    assertThat(rejections(dataset)).isEmpty();
    assertThat(dataset.samples())
        .allSatisfy(
            sample -> {
              assertThat(sample.patient()).isNotEmpty();
              assertThat(dataset.file(sample)).isRegularFile();
            });
    assertThat(dataset.samples())
        .filteredOn(sample -> sample.patient().equals("person1430"))
        .hasSize(2);
  }
}
