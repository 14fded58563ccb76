package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.places;
import static dev.xraygpu.dataset.FileTreeFixture.rejected;
import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.quality.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files are masks of images, and what a dataset is without them. */
class MaskFilesTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  @Test
  void masksBesideImagesAreNoSamples() throws IOException {
    Dataset dataset =
        tree.with(
                "COVID/images/COVID-1.png",
                "COVID/masks/COVID-1.png",
                "Normal/images/Normal-1.png",
                "Normal/masks/Normal-1.png")
            .scan();

    assertThat(rejections(dataset))
        .containsExactly(
            "COVID/masks/COVID-1.png: segmentation-mask",
            "Normal/masks/Normal-1.png: segmentation-mask");
    assertThat(dataset.classes()).containsExactly("COVID", "Normal");
    assertThat(places(dataset)).contains("COVID/images/COVID-1.png all COVID");
  }

  // It may be a class of images after all: who reads the finding has to know what to rename.
  @Test
  void theFindingNamesTheFolderThatItTookForMasks() throws IOException {
    Dataset dataset =
        tree.with(
                "Lung Data/images/1.png",
                "Lung Data/lung masks/1.png",
                "NORMAL/7.png",
                "Label/7.png",
                "NORMAL/8.png",
                "NORMAL/8_mask.png")
            .scan();

    assertThat(rejected(dataset))
        .extracting(finding -> finding.path() + ": " + finding.message())
        .containsExactlyInAnyOrder(
            "Label/7.png: lies in Label/, a folder of masks by its name, whose files are named like"
                + " images outside of it",
            "Lung Data/lung masks/1.png: lies in Lung Data/lung masks/, a folder of masks by its"
                + " name, whose files are named like images outside of it",
            "NORMAL/8_mask.png: is named like an image beside it, and as its mask");
  }

  @Test
  void masksInFoldersOfTheirOwnMakeNoClasses() throws IOException {
    Dataset dataset =
        tree.with(
                "CXR_png/MCUCXR_0001_0.png",
                "ManualMask/leftMask/MCUCXR_0001_0.png",
                "ManualMask/rightMask/MCUCXR_0001_0_mask.png",
                "ManualMask/rightMask/MCUCXR_0002_0.png",
                "ClinicalReadings/MCUCXR_0001_0.txt")
            .scan();

    assertThat(dataset.classes()).isEmpty();
    assertThat(dataset.samples()).extracting(Sample::label).containsOnly("");
    assertThat(rejections(dataset))
        .containsExactly(
            "ManualMask/leftMask/MCUCXR_0001_0.png: segmentation-mask",
            "ManualMask/rightMask/MCUCXR_0001_0_mask.png: segmentation-mask",
            "ManualMask/rightMask/MCUCXR_0002_0.png: segmentation-mask");
  }

  @Test
  void masksBesideTheirImagesAreNoSamples() throws IOException {
    Dataset dataset =
        tree.with(
                "benign/benign (1).png",
                "benign/benign (1)_mask.png",
                "benign/benign (1)_mask_1.png",
                "benign/2.jpg",
                "benign/2-seg.png",
                "benign/3_mask.png",
                "normal/2_mask.png",
                "normal/unmask.png",
                "normal/un.png")
            .scan();

    assertThat(rejections(dataset))
        .containsExactly(
            "benign/2-seg.png: segmentation-mask",
            "benign/benign (1)_mask.png: segmentation-mask",
            "benign/benign (1)_mask_1.png: segmentation-mask");
    assertThat(rejected(dataset))
        .extracting(Finding::message)
        .containsOnly("is named like an image beside it, and as its mask");
    assertThat(dataset.classes()).containsExactly("benign", "normal");
  }

  @ParameterizedTest
  @CsvSource({"seg", "label", "Annotations", "lung_seg"})
  void foldersOfMasksByOtherNames(String name) throws IOException {
    Dataset dataset =
        tree.with(
                "train/image/1.png",
                "train/" + name + "/1.png",
                "test/image/2.png",
                "test/" + name + "/2.png")
            .scan();

    assertThat(rejections(dataset))
        .containsExactly(
            "test/" + name + "/2.png: segmentation-mask",
            "train/" + name + "/1.png: segmentation-mask");
    assertThat(dataset.classes()).isEmpty();
  }

  @Test
  void numberedLabelsAreClasses() throws IOException {
    assertThat(tree.with("label 0/1.png", "label 1/1.png", "other/1.png").scan().classes())
        .containsExactly("label 0", "label 1", "other");
  }

  @Test
  void masksWithinAFolderNamedForSegmentationAreNoSamples() throws IOException {
    Dataset dataset =
        tree.with(
                "Lung Segmentation Data/Train/COVID-19/images/covid_1.png",
                "Lung Segmentation Data/Train/COVID-19/images/covid_2.png",
                "Lung Segmentation Data/Train/COVID-19/infection masks/covid_1.png",
                "Lung Segmentation Data/Train/COVID-19/lung masks/covid_1.png",
                "Lung Segmentation Data/Train/COVID-19/lung masks/covid_2.png",
                "Lung Segmentation Data/Test/Normal/images/Normal (1).png",
                "Lung Segmentation Data/Test/Normal/lung masks/Normal (1).png")
            .scan();

    assertThat(rejections(dataset))
        .containsExactly(
            "Lung Segmentation Data/Test/Normal/lung masks/Normal (1).png: segmentation-mask",
            "Lung Segmentation Data/Train/COVID-19/infection masks/covid_1.png: segmentation-mask",
            "Lung Segmentation Data/Train/COVID-19/lung masks/covid_1.png: segmentation-mask",
            "Lung Segmentation Data/Train/COVID-19/lung masks/covid_2.png: segmentation-mask");
    assertThat(places(dataset))
        .contains("Lung Segmentation Data/Train/COVID-19/images/covid_1.png train COVID-19");
    assertThat(dataset.classes()).containsExactly("COVID-19", "Normal");
  }

  @Test
  void peopleWithMasksAreAClass() throws IOException {
    Dataset dataset = tree.with("mask/1.png", "mask/2.png", "mask/3.png", "other/1.png").scan();

    assertThat(dataset.classes()).containsExactly("mask", "other");
    assertThat(rejections(dataset)).isEmpty();
  }
}
