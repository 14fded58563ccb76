package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.places;
import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestAsLabelsTest {
  private static final String HEADER =
      "path,split,label,patient,status,codes,index,width,height,depth,mean,sha256\n";

  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
    tree.with("train/A/a.dcm", "test/B/b.dcm");
  }

  private Dataset scan(String csv) throws IOException {
    return tree.scanWithLabels(Files.writeString(folder.resolve("manifest.csv"), csv));
  }

  private static String row(String path, String split, String label, String patient, String rest) {
    return String.join(",", path, split, label, patient, rest) + ",,,,,,\n";
  }

  @Test
  void framesAreRowsOfTheirFile() throws IOException {
    Dataset dataset =
        scan(
            HEADER
                + row("test/B/b.dcm", "test", "B", "p2", "ok,")
                + row("train/A/a.dcm#1", "train", "A", "", "dropped,truncated")
                + row("train/A/a.dcm#2", "train", "A", "p1", "ok,"));
    assertThat(dataset.samples())
        .containsExactly(
            new Sample(0, "test/B/b.dcm", Split.TEST, "B", "p2"),
            new Sample(1, "train/A/a.dcm", Split.TRAIN, "A", "p1"));
    assertThat(rejections(dataset)).isEmpty();
  }

  @Test
  void aFileOfThatVeryNameComesFirst() throws IOException {
    tree.with("train/A/a.dcm#1");
    Dataset dataset =
        scan(
            HEADER
                + row("test/B/b.dcm", "test", "B", "", "ok,")
                + row("train/A/a.dcm", "train", "A", "", "ok,")
                + row("train/A/a.dcm#1", "train", "C", "", "ok,"));
    assertThat(places(dataset))
        .containsExactly("test/B/b.dcm test B", "train/A/a.dcm train A", "train/A/a.dcm#1 train C");
  }

  @Test
  void framesThatDisagreeAreRefused() {
    for (String second :
        List.of(
            row("train/A/a.dcm#2", "train", "B", "p1", "ok,"),
            row("train/A/a.dcm#2", "val", "A", "p1", "ok,"),
            row("train/A/a.dcm#2", "train", "A", "p2", "ok,"))) {
      assertThatThrownBy(
              () -> scan(HEADER + row("train/A/a.dcm#1", "train", "A", "p1", "ok,") + second))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(
              "says different things of frames of train/A/a.dcm, on lines 2 and 3: a label, a split"
                  + " and a patient are those of a whole file; give all its frames the same");
    }
  }

  @Test
  void noOtherTableHasFrames() throws IOException {
    Dataset dataset = scan("path,label\ntest/B/b.dcm,B\ntrain/A/a.dcm#1,A\n");
    assertThat(rejections(dataset))
        .containsExactly("train/A/a.dcm: no-label", "train/A/a.dcm#1: missing-file");
  }

  @Test
  void aFrameOfNoFileIsMissing() throws IOException {
    Dataset dataset =
        scan(
            HEADER
                + row("test/B/b.dcm", "test", "B", "", "ok,")
                + row("train/A/a.dcm#1", "train", "A", "", "ok,")
                + row("train/A/a.dcm#02", "train", "A", "", "ok,")
                + row("train/A/gone.dcm#1", "train", "A", "", "ok,"));
    assertThat(rejections(dataset))
        .containsExactly("train/A/a.dcm#02: missing-file", "train/A/gone.dcm#1: missing-file");
  }

  @Test
  void whatWasDroppedBesideTheSplitsNeedsNone() throws IOException {
    tree.with("README.txt", "stray.png");
    String kept =
        row("test/B/b.dcm", "test", "B", "", "ok,") + row("train/A/a.dcm", "train", "A", "", "ok,");
    Dataset dataset =
        scan(
            HEADER
                + row("README.txt", "all", "", "", "dropped,no-split")
                + row("stray.png", "all", "", "", "dropped,no-split")
                + kept);
    assertThat(rejections(dataset)).containsExactly("README.txt: no-split", "stray.png: no-split");
    assertThat(dataset.splits()).containsExactly(Split.TRAIN, Split.TEST);
    assertThatThrownBy(
            () ->
                scan(
                    HEADER
                        + row("README.txt", "all", "", "", "dropped,no-split")
                        + row("stray.png", "all", "", "", "ok,")
                        + kept))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 3 of the label file")
        .hasMessageContaining("has no split, others have one");
  }

  @Test
  void aFileWasDroppedIfAllItsFramesWere() throws IOException {
    tree.with("stray.dcm");
    String kept =
        row("test/B/b.dcm", "test", "B", "", "ok,") + row("train/A/a.dcm", "train", "A", "", "ok,");
    String[] dropped = {
      row("stray.dcm#1", "all", "", "", "dropped,no-split"),
      row("stray.dcm#2", "all", "", "", "dropped,no-split")
    };
    assertThat(rejections(scan(HEADER + dropped[0] + dropped[1] + kept)))
        .containsExactly("stray.dcm: no-split");
    for (String rows :
        List.of(
            dropped[0] + row("stray.dcm#2", "all", "", "", "ok,"),
            row("stray.dcm#1", "all", "", "", "ok,") + dropped[1])) {
      assertThatThrownBy(() -> scan(HEADER + rows + kept))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("has no split, others have one");
    }
  }

  @Test
  void whatNobodyLabelledAndMasksStayDropped() throws IOException {
    tree.with("train/A/unknown.dcm", "train/masks/a.dcm", "train/A/given.dcm");
    Dataset dataset =
        scan(
            HEADER
                + row("test/B/b.dcm", "test", "B", "", "ok,")
                + row("train/A/a.dcm", "train", "A", "", "ok,")
                + row("train/A/given.dcm", "train", "A", "", "dropped,no-label")
                + row("train/A/unknown.dcm", "train", "", "", "dropped,no-label")
                + row("train/masks/a.dcm", "train", "", "", "dropped,segmentation-mask"));
    assertThat(rejections(dataset))
        .containsExactly("train/A/unknown.dcm: no-label", "train/masks/a.dcm: segmentation-mask");
  }
}
