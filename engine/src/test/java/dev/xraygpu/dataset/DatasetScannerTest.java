package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.paths;
import static dev.xraygpu.dataset.FileTreeFixture.places;
import static dev.xraygpu.dataset.FileTreeFixture.rejected;
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
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(rejections(dataset)).isEmpty();
    assertThat(dataset.root()).isEqualTo(tree.root().toRealPath());
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
    "trainset, Testset",
    "traindata, testimages",
    "train (1), test (1)",
    "CXR train png, CXR test png"
  })
  void splitFoldersAmongOtherWords(String train, String test) throws IOException {
    Dataset dataset = tree.with(train + "/A/1.png", test + "/A/1.png").scan();

    assertThat(places(dataset))
        .containsExactlyInAnyOrder(train + "/A/1.png train A", test + "/A/1.png test A");
  }

  @Test
  void aSplitRepeatedInItsOwnFolderIsNoClass() throws IOException {
    Dataset dataset =
        tree.with(
                "train/train/A/1.png", "train/train/B/2.png", "test/Testing/A/3.png", "val/B/4.png")
            .scan();

    assertThat(places(dataset))
        .containsExactly(
            "test/Testing/A/3.png test A",
            "train/train/A/1.png train A",
            "train/train/B/2.png train B",
            "val/B/4.png val B");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "Train_Normal,TrainPneu,Test_Normal,other ! Test_Normal, TrainPneu, Train_Normal are taken for classes,"
            + " and their names look like splits, or a split and a class in one",
        "fold1,fold2,fold3,fold4 ! fold1, fold2, fold3 and others are taken for classes, and their names look"
            + " like folds of cross-validation",
        "learn,eval_set ! eval_set is taken for a class, and its name looks like a split, or a split and a"
            + " class in one",
        "hold-out,x ! hold-out is taken for a class, and its name looks like a split, or a split and a class"
            + " in one",
        "val pos,test pos ! test pos, val pos are taken for classes, and their names look like splits, or a"
            + " split and a class in one",
        "train/fold1,train/fold2,test/fold1 ! fold1, fold2 are taken for classes, and their names look like"
            + " folds of cross-validation",
      })
  void classesThatLookLikeSplitsAreAFinding(String folders, String message) throws IOException {
    for (String folder : folders.split(",")) {
      tree.with(folder + "/1.png");
    }
    assertThat(tree.scan().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.SPLIT_IN_NAME);
              assertThat(finding.message()).isEqualTo(message);
            });
  }

  @Test
  void classesOfALabelFileAreWhatTheyAreCalled() throws IOException {
    Path labels = tree.with("fold1/1.png").root().resolve("labels.csv");
    Files.writeString(labels, "path,label\nfold1/1.png,fold1\n");
    assertThat(tree.scanWithLabels(labels).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluated,NORMAL",
        "test positive,test negative",
        "skin fold,fold",
        "trained,NORMAL",
        "strain,NORMAL",
        "device,validity",
        "split lung,x",
        "set1,set2",
        "train/A,test/A,val/B"
      })
  void ordinaryClassesLookLikeNoSplits(String folders) throws IOException {
    for (String folder : folders.split(",")) {
      tree.with(folder + "/1.png");
    }
    assertThat(tree.scan().findings()).isEmpty();
  }

  @Test
  void aSplitThatMayBeOneOfTwoSaysSo() throws IOException {
    tree.with("train/A/1.png", "eval/A/2.png", "extra/eval/A/3.png");
    assertThat(rejected(tree.scan()))
        .extracting(Finding::message)
        .containsExactly(
            "the file lies beside the split folders, and eval may be val or test: name it what it is",
            "the file lies beside the split folders");
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
    assertThat(rejections(dataset)).isEmpty();
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
      boolean ignored = Files.isReadable(closed);
      if (ignored) {
        System.out.println(
            "DatasetScannerTest.unreadableFolder is skipped: this user may read every folder");
      }
      assumeFalse(ignored, "this user may read every folder");
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
