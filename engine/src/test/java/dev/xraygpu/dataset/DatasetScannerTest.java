package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.paths;
import static dev.xraygpu.dataset.FileTreeFixture.places;
import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetScannerTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  @Test
  void splitFolders() throws IOException {
    Dataset dataset =
        tree.with(
                "val/B/3.png", "train/A/2.png", "train/B/x/y/1.png", "test/A/4.png", "train/0.png")
            .scan();
    assertThat(dataset.layout()).isEqualTo(Layout.SPLIT_FOLDERS);
    assertThat(places(dataset))
        .containsExactly(
            "test/A/4.png test A",
            "train/0.png train",
            "train/A/2.png train A",
            "train/B/x/y/1.png train B",
            "val/B/3.png val B");
    assertThat(dataset.samples()).extracting(Sample::ordinal).containsExactly(0, 1, 2, 3, 4);
    assertThat(dataset.classes()).containsExactly("A", "B");
    assertThat(dataset.splits()).containsExactly(Split.TRAIN, Split.VAL, Split.TEST);
    assertThat(dataset.hasTrainingSplit()).isTrue();
    assertThat(dataset.findings()).isEmpty();
    assertThat(dataset.rejections()).isEmpty();
    assertThat(dataset.root()).isEqualTo(tree.root().toRealPath());
  }

  @Test
  void emptyFoldersOfClassesAndSplitsAreMentioned() throws IOException {
    tree.with("train/A/1.png", "test/A/2.png", "train/B/.DS_Store", "notes/list.txt");
    for (String empty : List.of("test/B/x/y", "test/A/later", "val", "more/of/it")) {
      Files.createDirectories(tree.root().resolve(empty));
    }
    Dataset dataset = tree.scan();
    assertThat(dataset.classes()).containsExactly("A");
    assertThat(dataset.labelNotice())
        .isEqualTo("test/B, train/B, val are empty folders: see whether images are missing");
  }

  @Test
  void emptyFoldersOfPatientsDoNotHideThatOfAClass() throws IOException {
    tree.with("train/A/1.png", "train/B/2.png");
    for (int i = 1; i <= 1001; i++) {
      Files.createDirectories(tree.root().resolve("train/A/patient" + i + "/study1"));
    }
    Files.createDirectory(tree.root().resolve("train/C"));
    assertThat(tree.scan().labelNotice())
        .isEqualTo("train/C is an empty folder: see whether images are missing");
  }

  @Test
  void anEmptyFolderOfAClassWithoutSplitsIsMentioned() throws IOException {
    tree.with("A/1.png", "B/2.png");
    Files.createDirectory(tree.root().resolve("C"));
    assertThat(tree.scan().labelNotice())
        .isEqualTo("C is an empty folder: see whether images are missing");
  }

  @ParameterizedTest
  @CsvSource({
    "train,val,test",
    "Training,Validation,Testing",
    "TRN,VALID,TST",
    "training,dev,test"
  })
  void splitFoldersInTheirVariants(String train, String val, String test) throws IOException {
    Dataset dataset = tree.with(train + "/A/1.png", val + "/A/1.png", test + "/A/1.png").scan();
    assertThat(dataset.layout()).isEqualTo(Layout.SPLIT_FOLDERS);
    assertThat(dataset.samples())
        .extracting(Sample::split)
        .containsExactlyInAnyOrder(Split.TRAIN, Split.VAL, Split.TEST);
    assertThat(dataset.classes()).containsExactly("A");
  }

  @Test
  void trainingFolderAlone() throws IOException {
    Dataset dataset = tree.with("train/A/1.png", "train/B/2.png").scan();
    assertThat(dataset.layout()).isEqualTo(Layout.SPLIT_FOLDERS);
    assertThat(dataset.splits()).containsExactly(Split.TRAIN);
    assertThat(paths(dataset)).containsExactly("train/A/1.png", "train/B/2.png");
    assertThat(dataset.findings()).isEmpty();
  }

  @Test
  void splitFoldersWithoutTraining() throws IOException {
    Dataset dataset = tree.with("val/A/1.png", "test/B/2.png").scan();
    assertThat(dataset.hasTrainingSplit()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "stage_2_train_images, stage_2_test_images",
    "train_set, test_set",
    "01-train, 02-test",
    "TrainingData, testData",
    "train2017, test2017",
    "CXR train png, CXR test png"
  })
  void splitFoldersAmongOtherWords(String train, String test) throws IOException {
    Dataset dataset = tree.with(train + "/A/1.png", test + "/A/1.png").scan();

    assertThat(places(dataset))
        .containsExactlyInAnyOrder(train + "/A/1.png train A", test + "/A/1.png test A");
  }

  @Test
  void wordsThatAreNoNoiseMakeAClassOfAFolder() throws IOException {
    Dataset dataset = tree.with("test positive/1.png", "train_test/1.png", "x/1.png").scan();

    assertThat(dataset.classes()).containsExactly("test positive", "train_test", "x");
    assertThat(dataset.hasTrainingSplit()).isFalse();
  }

  @Test
  void foldersThatHoldImagesOfAnyClassAreNoClasses() throws IOException {
    Dataset dataset =
        tree.with(
                "images_001/images/00000001_000.png",
                "images_002/images/00000002_000.png",
                "images_002/SICK/3.png",
                "Data_Entry_2017.csv")
            .scan();

    assertThat(places(dataset))
        .containsExactly(
            "Data_Entry_2017.csv all",
            "images_001/images/00000001_000.png all",
            "images_002/SICK/3.png all SICK",
            "images_002/images/00000002_000.png all");
    assertThat(dataset.classes()).containsExactly("SICK");
  }

  @Test
  void besideAClassAFolderOfImagesIsOneToo() throws IOException {
    assertThat(tree.with("images/1.png", "COVID/2.png").scan().classes())
        .containsExactly("COVID", "images");
  }

  @Test
  void foldersOfImagesWithinSplitsAreNoClasses() throws IOException {
    Dataset dataset =
        tree.with(
                "train/images/1.png",
                "train/labels/1.txt",
                "valid/images/2.png",
                "valid/patient00001/study1/3.png")
            .scan();

    assertThat(places(dataset))
        .containsExactly(
            "train/images/1.png train",
            "train/labels/1.txt train",
            "valid/images/2.png val",
            "valid/patient00001/study1/3.png val");
    assertThat(dataset.classes()).isEmpty();
  }

  @Test
  void tablesBesideTheOnlyFolderDoNotMakeAClassOfIt() throws IOException {
    Dataset dataset =
        tree.with("files/p10/p10000032/s50414267/a.jpg", "mimic-cxr-2.0.0-split.csv").scan();

    assertThat(dataset.classes()).isEmpty();
    assertThat(dataset.samples()).hasSize(2);
  }

  @Test
  void foldersOfTextsAreNoClasses() throws IOException {
    Dataset dataset =
        tree.with("A/1.png", "A/notes.txt", "B/2.png", "ClinicalReadings/1.txt", "volumes/1.nii.gz")
            .scan();

    assertThat(dataset.classes()).containsExactly("A", "B");
    assertThat(places(dataset))
        .containsExactly(
            "A/1.png all A",
            "A/notes.txt all A",
            "B/2.png all B",
            "ClinicalReadings/1.txt all",
            "volumes/1.nii.gz all");
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
    assertThat(dataset.rejections().values())
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

  @Test
  void tablesOfLabelsThatAreNotReadAreNamed() throws IOException {
    tree.with("train/1.dicom", "test/2.dicom", "README.md")
        .write("annotations/boxes.csv", "image_id,class_name,x_min\n")
        .write("annotations/labels_train.csv", "image_id,label\n1,a\n");
    assertThat(tree.scan().labelNotice())
        .isEqualTo(
            "a table of labels in the dataset is not read: give it as --labels "
                + tree.root().resolve("annotations/labels_train.csv"));

    tree.write("Data_Entry_2017.csv", "Image Index,Finding Labels,Patient ID,\n");
    assertThat(tree.scan().labelNotice())
        .isEqualTo(
            "2 tables of labels in the dataset are not read: give one or more as --labels: "
                + tree.root().resolve("Data_Entry_2017.csv")
                + ", "
                + tree.root().resolve("annotations/labels_train.csv"));
    assertThat(tree.scanWithLabels(tree.root().resolve("annotations/labels_train.csv")))
        .extracting(Dataset::labelNotice)
        .isEqualTo("");
  }

  @Test
  void imagesWithoutClassesAreSaidToHaveNone() throws IOException {
    tree.with("1.png", "2.png");
    assertThat(tree.scan().labelNotice())
        .isEqualTo("no image has a class, as no folder names one: give a table as --labels");

    tree.write("b.csv", "id,diagnosis\n").write("a.tsv", "\0\0\0\"");
    assertThat(tree.scan().labelNotice())
        .isEqualTo(
            "no image has a class, as no folder names one: give a table as --labels; in the"
                + " dataset there are "
                + tree.root().resolve("a.tsv")
                + ", "
                + tree.root().resolve("b.csv")
                + " (--label-columns names other columns)");
    tree.with("A/3.png");
    assertThat(tree.scan().labelNotice())
        .startsWith("the only class is A, a folder's name: give a table as --labels; in the");
    tree.with("B/4.png");
    assertThat(tree.scan().labelNotice()).isEmpty();
  }

  @Test
  void filesBesideSplitFoldersHaveNoSplit() throws IOException {
    Dataset dataset = tree.with("train/A/1.png", "README.txt", "extra/C/2.png").scan();
    assertThat(places(dataset))
        .containsExactly("README.txt all", "extra/C/2.png all", "train/A/1.png train A");
    assertThat(rejections(dataset))
        .containsExactly("README.txt: no-split", "extra/C/2.png: no-split");
    assertThat(dataset.classes()).containsExactly("A");
    assertThat(dataset.splits()).containsExactly(Split.TRAIN);
  }

  @Test
  void splitsWhoseSamplesAreAllRejectedAreThereAllTheSame() throws IOException {
    tree.with("val/A/1.png", "train/A/2.png");
    Files.delete(tree.root().resolve("train/A/2.png"));
    Files.createSymbolicLink(tree.root().resolve("train/A/2.png"), Path.of("gone.png"));
    Dataset dataset = tree.scan();
    assertThat(rejections(dataset)).singleElement().asString().startsWith("train/A/2.png: ");
    assertThat(dataset.splits()).containsExactly(Split.TRAIN, Split.VAL);
    assertThat(dataset.hasTrainingSplit()).isFalse();
  }

  @Test
  void classFolders() throws IOException {
    Dataset dataset = tree.with("B/1.png", "A/deep/er/2.png", "loose.png").scan();
    assertThat(dataset.layout()).isEqualTo(Layout.CLASS_FOLDERS);
    assertThat(places(dataset))
        .containsExactly("A/deep/er/2.png all A", "B/1.png all B", "loose.png all");
    assertThat(dataset.classes()).containsExactly("A", "B");
    assertThat(dataset.hasTrainingSplit()).isFalse();
    assertThat(dataset.rejections()).isEmpty();
  }

  @Test
  void oneClassFolderIsAClass() throws IOException {
    Dataset dataset = tree.with("NORMAL/1.png", "NORMAL/batch/2.png").scan();
    assertThat(dataset.layout()).isEqualTo(Layout.CLASS_FOLDERS);
    assertThat(dataset.classes()).containsExactly("NORMAL");
    assertThat(dataset.findings()).isEmpty();
  }

  @Test
  void flatFolder() throws IOException {
    Dataset dataset = tree.with("b.png", "a.png", "notes.txt").scan();
    assertThat(dataset.layout()).isEqualTo(Layout.FLAT);
    assertThat(places(dataset)).containsExactly("a.png all", "b.png all", "notes.txt all");
    assertThat(dataset.classes()).isEmpty();
  }

  @Test
  void patientFoldersAreNoClasses() throws IOException {
    Dataset dataset =
        tree.with(
                "train/patient00001/study1/view1_frontal.jpg",
                "train/COVID/patient00002/study1/view1_frontal.jpg",
                "valid/patient00003/study1/view1_frontal.jpg")
            .scan();
    assertThat(dataset.samples())
        .extracting(Sample::label, Sample::patient)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("COVID", "patient00002"),
            org.assertj.core.groups.Tuple.tuple("", "patient00001"),
            org.assertj.core.groups.Tuple.tuple("", "patient00003"));
  }

  @Test
  void patientFoldersOnlyAreFlat() throws IOException {
    Dataset dataset =
        tree.with("files/p10/p10000032/s50414267/a.jpg", "files/p11/p11000011/s51029426/b.jpg")
            .scan();
    assertThat(dataset.layout()).isEqualTo(Layout.FLAT);
    assertThat(dataset.samples())
        .extracting(Sample::patient)
        .containsExactly("p10000032", "p11000011");
    assertThat(dataset.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.DATASET_IN_SUBFOLDER);
  }

  @Test
  void datasetInASubfolderKeepsPathsFromTheRoot() throws IOException {
    Dataset dataset =
        tree.with("a/b/train/A/1.png", "a/b/test/B/2.png", "__MACOSX/a/._b", ".hidden/x.png")
            .scan();
    assertThat(dataset.layout()).isEqualTo(Layout.SPLIT_FOLDERS);
    assertThat(places(dataset))
        .containsExactly("a/b/test/B/2.png test B", "a/b/train/A/1.png train A");
    assertThat(dataset.findings())
        .containsExactly(
            new Finding(
                "",
                FindingCode.DATASET_IN_SUBFOLDER,
                Severity.INFO,
                "the dataset lies in the sub-folder a/b"));
  }

  @Test
  void splitFoldersAreFoundBesideALooseFile() throws IOException {
    Dataset dataset = tree.with("chest_xray/train/A/1.png", "README.md").scan();
    assertThat(dataset.hasTrainingSplit()).isTrue();
    assertThat(rejections(dataset)).containsExactly("README.md: no-split");
  }

  @Test
  void classFoldersInASubfolder() throws IOException {
    Dataset dataset = tree.with("set/A/1.png", "set/B/2.png").scan();
    assertThat(dataset.layout()).isEqualTo(Layout.CLASS_FOLDERS);
    assertThat(dataset.classes()).containsExactly("A", "B");
    assertThat(dataset.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.DATASET_IN_SUBFOLDER);
  }

  @Test
  void severalDatasetsAreRefused() throws IOException {
    tree.with("one/train/A/1.png", "two/train/A/1.png");
    assertThatThrownBy(tree::scan)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("the folder one holds split folders")
        .hasMessageContaining("--labels");
  }

  @Test
  void severalDatasetsInFoldersOfTheirOwnAreRefused() throws IOException {
    tree.with("one/one/a/train/A/1.png", "two/two/train/A/1.png");
    assertThatThrownBy(tree::scan)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("the folder one/one/a holds split folders");
  }

  @Test
  void foldersNamedByDicomUidsAreNoClasses() throws IOException {
    Dataset dataset =
        tree.with(
                "train/1.2.276.0.7230010.3.1.2.8323329.1/1.2.276.0.7230010.3.1.3.8323329.1/1.dcm",
                "train/1.2.276.0.7230010.3.1.2.8323329.2/1.2.276.0.7230010.3.1.3.8323329.2/2.dcm",
                "train/v1.2.3.4.5/3.dcm")
            .scan();

    assertThat(dataset.classes()).containsExactly("v1.2.3.4.5");
  }

  @Test
  void foldersOfSubjectsAndSessionsAreNoClasses() throws IOException {
    Dataset dataset =
        tree.with(
                "participants.tsv",
                "derivatives/labels/labels.tsv",
                "sub-S03047/ses-E06100/mod-rx/sub-S03047_ses-E06100_run-1_vp-ap_dx.png",
                "sub-S03048/ses-E06102/mod-rx/sub-S03048_ses-E06102_run-1_vp-pa_dx.png")
            .scan();

    assertThat(dataset.layout()).isEqualTo(Layout.FLAT);
    assertThat(dataset.classes()).isEmpty();
    assertThat(dataset.samples())
        .extracting(Sample::patient)
        .containsExactly("", "", "sub-S03047", "sub-S03048");
    assertThat(ViewNaming.studyOf(dataset.samples().get(2).path())).isEqualTo("ses-E06100");
  }

  @Test
  void ignoredNames() throws IOException {
    Dataset dataset =
        tree.with(
                "A/1.png",
                "A/.DS_Store",
                "A/._1.png",
                "A/Thumbs.db",
                "A/desktop.ini",
                ".git/objects/x",
                "__MACOSX/A/1.png",
                "A/@eaDir/1.png/thumb.jpg",
                "A/.hidden/1.png")
            .scan();
    assertThat(paths(dataset)).containsExactly("A/1.png");
    assertThat(dataset.findings()).isEmpty();
  }

  @Test
  void orderIsOfCodeUnitsNotOfFolders() throws IOException {
    Dataset dataset = tree.with("A/1.png", "A-b/1.png", "A.png", "a/1.png", "A0/1.png").scan();
    assertThat(paths(dataset))
        .containsExactly("A-b/1.png", "A.png", "A/1.png", "A0/1.png", "a/1.png")
        .isSorted();
  }

  @Test
  void patientPattern() throws IOException {
    tree.with("A/site1_p7.png", "A/other.png");
    Dataset dataset =
        DatasetScanner.scan(
            tree.root(), ScanOptions.DEFAULT.withPatientPattern("_(?<patient>p\\d+)"));
    assertThat(dataset.samples()).extracting(Sample::patient).containsExactly("", "p7");
  }

  @Test
  void missingRoot() {
    assertThatThrownBy(() -> DatasetScanner.scan(folder.resolve("none"), ScanOptions.DEFAULT))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("none does not exist: give an existing folder");
  }

  @Test
  void fileAsRoot() throws IOException {
    Path file = Files.writeString(folder.resolve("image.png"), "x");
    assertThatThrownBy(() -> DatasetScanner.scan(file, ScanOptions.DEFAULT))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("is a file: give the folder that holds the images");
  }

  @Test
  void emptyRoot() throws IOException {
    tree.with(".DS_Store", "__MACOSX/x.png");
    Files.createDirectories(tree.root().resolve("train/NORMAL"));
    assertThatThrownBy(tree::scan)
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("no files found in ")
        .hasMessageContaining("--labels")
        .hasMessageNotContaining("\n");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
  void unreadableFolder() throws IOException {
    tree.with("A/1.png");
    Path closed = tree.root().resolve("A");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(closed), "skipped: this user may read every folder");
      assertThatThrownBy(tree::scan)
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("cannot read the folder " + closed)
          .hasMessageContaining("permission denied");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void samplesCannotBeChanged() throws IOException {
    Dataset dataset = tree.with("A/1.png").scan();
    List<Sample> samples = dataset.samples();
    assertThatThrownBy(() -> samples.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }
}
