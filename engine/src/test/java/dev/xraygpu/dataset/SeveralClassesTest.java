package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of images that may have several classes, in the form in which they are published. */
class SeveralClassesTest {
  private static final String CHEXPERT =
      "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Enlarged Cardiomediastinum,Cardiomegaly,Lung"
          + " Opacity,Lung Lesion,Edema,Consolidation,Pneumonia,Atelectasis,Pneumothorax,Pleural"
          + " Effusion,Pleural Other,Fracture,Support Devices\n";

  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  private Dataset scan(String csv, LabelReading reading) throws IOException {
    Path file = Files.writeString(folder.resolve("labels.csv"), csv);
    return DatasetScanner.scan(
        tree.root(), ScanOptions.DEFAULT.withLabels(file).withReading(reading));
  }

  private Dataset scan(String csv) throws IOException {
    return scan(csv, LabelReading.USUAL);
  }

  private static LabelSets sets(Dataset dataset) {
    return dataset.labelSets().orElseThrow();
  }

  /** A sample's numbers as text: {@code 1 0 -1 NaN}. */
  private static String numbers(Dataset dataset, String path) {
    Sample sample =
        dataset.samples().stream().filter(s -> s.path().equals(path)).findFirst().orElseThrow();
    LabelSet set = sets(dataset).of(sample.label());
    return String.join(
        " ",
        IntStream.range(0, set.size())
            .mapToObj(i -> Float.toString(set.get(i).number()).replace(".0", ""))
            .toList());
  }

  private static List<String> labels(Dataset dataset) {
    return dataset.samples().stream().map(Sample::label).toList();
  }

  @Test
  void chestXray14() throws IOException {
    tree.with("images_001/images/00000001_000.png", "images_002/images/00000002_000.png");
    tree.with("images_002/images/00000002_001.png");
    String csv =
        """
        Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],
        00000001_000.png,Cardiomegaly|Effusion,0,1,058Y,M,PA,2682,2749,0.14300000000000002,0.14300000000000002,
        00000002_000.png,No Finding,0,2,081Y,M,PA,2500,2048,0.171,0.171,
        00000002_001.png,Effusion,1,2,081Y,M,PA,2500,2048,0.171,0.171,
        00000003_000.png,Hernia,0,3,081Y,M,PA,2500,2048,0.171,0.171,
        """;
    Dataset dataset = scan(csv);
    assertThat(dataset.classes())
        .as("also what no file is here for, so that all parts of a dataset have the same numbers")
        .containsExactly("Cardiomegaly", "Effusion", "Hernia", "No Finding");
    assertThat(dataset.samples().get(1))
        .isEqualTo(
            new Sample(
                1, "images_001/images/00000001_000.png", Split.ALL, "Cardiomegaly|Effusion", "1"));
    assertThat(numbers(dataset, "images_001/images/00000001_000.png")).isEqualTo("1 1 0 0");
    assertThat(numbers(dataset, "images_002/images/00000002_000.png")).isEqualTo("0 0 0 1");
    assertThat(numbers(dataset, "images_002/images/00000002_001.png")).isEqualTo("0 1 0 0");
    assertThat(rejections(dataset)).containsExactly("00000003_000.png: missing-file");
    assertThat(dataset.classesOf(dataset.samples().get(1)))
        .containsExactly("Cardiomegaly", "Effusion");
    assertThat(dataset.labelNotice())
        .isEqualTo(
            "the table of NIH ChestX-ray14: an image can have several of 4 classes (Cardiomegaly,"
                + " Effusion, Hernia, ...), joined by |; --label-separator none makes each"
                + " combination a class");

    Dataset combinations = scan(csv, LabelReading.USUAL.with(LabelSeparator.NONE));
    assertThat(combinations.labelSets()).isEmpty();
    assertThat(combinations.classes())
        .containsExactly("Cardiomegaly|Effusion", "Effusion", "No Finding");
  }

  @Test
  void cheXpert() throws IOException {
    tree.with("train/patient00001/study1/view1_frontal.jpg");
    tree.with("train/patient00002/study2/view1_frontal.jpg");
    tree.with("train/patient00003/study1/view1_frontal.jpg");
    Dataset dataset =
        scan(
            CHEXPERT
                + "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg"
                    .replace("CheXpert-v1.0-small", "root")
                + ",Female,68,Frontal,AP,1.0,,,,,,,,,0.0,,,,1.0\n"
                + "root/train/patient00002/study2/view1_frontal.jpg"
                + ",Female,87,Frontal,AP,,,-1.0,1.0,,-1.0,-1.0,,-1.0,,-1.0,,1.0,\n"
                + "root/train/patient00003/study1/view1_frontal.jpg"
                + ",Male,41,Frontal,AP,,,,,,,,,,,,,,\n");
    assertThat(dataset.classes())
        .as("in the order of the table")
        .startsWith("No Finding", "Enlarged Cardiomediastinum", "Cardiomegaly")
        .endsWith("Fracture", "Support Devices")
        .hasSize(14);
    assertThat(numbers(dataset, "train/patient00001/study1/view1_frontal.jpg"))
        .isEqualTo("1 NaN NaN NaN NaN NaN NaN NaN NaN 0 NaN NaN NaN 1");
    assertThat(numbers(dataset, "train/patient00002/study2/view1_frontal.jpg"))
        .isEqualTo("NaN NaN -1 1 NaN -1 -1 NaN -1 NaN -1 NaN 1 NaN");
    assertThat(numbers(dataset, "train/patient00003/study1/view1_frontal.jpg"))
        .isEqualTo("NaN NaN NaN NaN NaN NaN NaN NaN NaN NaN NaN NaN NaN NaN");
    assertThat(labels(dataset))
        .containsExactly(
            "No Finding|-Pneumothorax|Support Devices",
            "Cardiomegaly?|Lung Opacity|Edema?|Consolidation?|Atelectasis?|Pleural"
                + " Effusion?|Fracture",
            "");
    assertThat(dataset.samples().get(0).split()).isEqualTo(Split.TRAIN);
    assertThat(dataset.labelNotice())
        .startsWith("the table of CheXpert: an image can have several");

    // One of its columns is one class per image, as it stands.
    Dataset one =
        scan(
            CHEXPERT
                + "train/patient00001/study1/view1_frontal.jpg,F,6,Frontal,AP"
                + ",1.0,,,,,,,,,0.0,,,,1.0\n",
            LabelReading.USUAL.with(LabelColumns.parse("label=Pneumothorax")));
    assertThat(one.labelSets()).isEmpty();
    assertThat(one.classes()).containsExactly("0.0");
  }

  private static String vinDr(String... rows) {
    return "image_id,rad_id,Aortic enlargement,Atelectasis,Calcification,Cardiomegaly,Pleural"
        + " effusion,No finding\n"
        + String.join("\n", rows)
        + "\n";
  }

  @Test
  void vinDrWithTheOpinionsOfSeveralReaders() throws IOException {
    tree.with("train/9a5094b2.dicom", "train/051132a7.dicom");
    String csv =
        vinDr(
            "9a5094b2,R8,1,0,0,0,0,0",
            "9a5094b2,R9,1,1,0,0,0,0",
            "9a5094b2,R10,0,0,0,0,0,1",
            "051132a7,R1,0,0,0,0,0,1",
            "051132a7,R2,0,0,0,0,0,1");
    assertThatThrownBy(() -> scan(csv))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("lists train/9a5094b2.dicom twice, on lines 2 and 3, with different")
        .hasMessageEndingWith(
            "or say with --label-rows any, all or majority what they say together");
    Dataset any = scan(csv, LabelReading.USUAL.with(RepeatedRows.ANY));
    assertThat(numbers(any, "train/9a5094b2.dicom")).isEqualTo("1 1 0 0 0 1");
    Dataset all = scan(csv, LabelReading.USUAL.with(RepeatedRows.ALL));
    assertThat(numbers(all, "train/9a5094b2.dicom")).isEqualTo("0 0 0 0 0 0");
    assertThat(labels(all)).containsExactly("No finding", LabelSets.NOTHING);
    Dataset majority = scan(csv, LabelReading.USUAL.with(RepeatedRows.MAJORITY));
    assertThat(numbers(majority, "train/9a5094b2.dicom")).isEqualTo("1 0 0 0 0 0");
    assertThat(numbers(majority, "train/051132a7.dicom")).isEqualTo("0 0 0 0 0 1");

    // Readers who agree are no contradiction.
    assertThat(labels(scan(vinDr("051132a7,R1,0,0,0,0,0,1", "051132a7,R2,0,0,0,0,0,1"))))
        .containsExactly("No finding", "");
  }

  @ParameterizedTest
  @CsvSource({
    "1 1 0,  POSITIVE, NEGATIVE,  POSITIVE",
    "1 0,    POSITIVE, NEGATIVE,  UNCERTAIN",
    "1 - -,  POSITIVE, POSITIVE,  POSITIVE",
    "1 u,    POSITIVE, UNCERTAIN, UNCERTAIN",
    "0 u u,  UNCERTAIN,NEGATIVE,  UNCERTAIN",
    "0 0 u,  UNCERTAIN,NEGATIVE,  NEGATIVE",
    "- -,    UNKNOWN,  UNKNOWN,   UNKNOWN",
    "0 -,    NEGATIVE, NEGATIVE,  NEGATIVE",
  })
  void whatReadersSayTogether(String values, LabelValue any, LabelValue all, LabelValue majority) {
    List<LabelValue> said =
        Arrays.stream(values.split(" "))
            .map(
                v ->
                    switch (v) {
                      case "1" -> LabelValue.POSITIVE;
                      case "0" -> LabelValue.NEGATIVE;
                      case "u" -> LabelValue.UNCERTAIN;
                      default -> LabelValue.UNKNOWN;
                    })
            .toList();
    assertThat(RepeatedRows.ANY.combined(said)).isEqualTo(any);
    assertThat(RepeatedRows.ALL.combined(said)).isEqualTo(all);
    assertThat(RepeatedRows.MAJORITY.combined(said)).isEqualTo(majority);
  }

  @Test
  void padChest() throws IOException {
    tree.with("0/135803415504923515076821959678074435083_fzis7d.png", "0/1_a.png", "1/2_b.png");
    Dataset dataset =
        scan(
            """
            ,ImageID,ImageDir,StudyDate_DICOM,StudyID,PatientID,Projection,Report,MethodLabel,Labels,Localizations
            0,135803415504923515076821959678074435083_fzis7d.png,0,20150914,1358,135,PA,tecnica,Physician,"['pneumonia', ' pleural effusion', 'pneumonia', '']","['loc right']"
            1,1_a.png,0,20150914,1359,136,L,,Physician,['normal'],[]
            2,2_b.png,1,20150914,1360,137,L,,RNN_model,,[]
            """);
    assertThat(dataset.classes()).containsExactly("normal", "pleural effusion", "pneumonia");
    assertThat(labels(dataset)).containsExactly("pleural effusion|pneumonia", "normal", "");
    assertThat(numbers(dataset, "1/2_b.png")).isEqualTo("NaN NaN NaN");
    assertThat(dataset.samples().get(1).patient()).isEqualTo("136");
  }

  /** Rows of studies, without a path: all images of a study share them. */
  @Test
  void mimic() throws IOException {
    tree.with("files/p10/p10000032/s50414267/02aa804e-bde0afdd.jpg");
    tree.with("files/p10/p10000032/s50414267/174413ec-4ec4c1f7.jpg");
    tree.with("files/p10/p10000032/s53189527/2a2277a9-b0ded155.jpg", "files/other.jpg");
    String csv =
        """
        subject_id,study_id,Atelectasis,Cardiomegaly,Consolidation,Edema,Enlarged Cardiomediastinum,Fracture,Lung Lesion,Lung Opacity,No Finding,Pleural Effusion,Pleural Other,Pneumonia,Pneumothorax,Support Devices
        10000032,50414267,,,,,,,,,1.0,,,,,
        10000032,53189527,,,,,,,,,,1.0,,-1.0,0.0,
        10000764,57375967,,,1.0,,,,,,,,,-1.0,,
        """;
    Dataset dataset = scan(csv);
    assertThat(dataset.classes()).startsWith("Atelectasis", "Cardiomegaly").hasSize(14);
    assertThat(dataset.samples())
        .extracting(sample -> sample.path() + " " + sample.label() + " " + sample.patient())
        .containsExactly(
            "files/other.jpg  ",
            "files/p10/p10000032/s50414267/02aa804e-bde0afdd.jpg No Finding 10000032",
            "files/p10/p10000032/s50414267/174413ec-4ec4c1f7.jpg No Finding 10000032",
            "files/p10/p10000032/s53189527/2a2277a9-b0ded155.jpg Pleural"
                + " Effusion|Pneumonia?|-Pneumothorax 10000032",
            "p10/p10000764/s57375967 Consolidation|Pneumonia? 10000764");
    assertThat(rejections(dataset))
        .containsExactly("files/other.jpg: no-label", "p10/p10000764/s57375967: missing-file");
    assertThat(dataset.labelNotice()).startsWith("the table of MIMIC-CXR: ");
    assertThatThrownBy(() -> scan(csv.replace("10000764,57375967", "10000764,")))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("line 4 of the label file")
        .hasMessageContaining("without a path, both are numbers");
    assertThatThrownBy(() -> scan(csv.replace("10000032", "10000033")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("labels.csv names a file of the dataset");
  }

  /** Joined with a list of its images, as many have it: the paths tell those, the rows patients. */
  @Test
  void mimicWithPaths() throws IOException {
    tree.with("a/1.jpg", "a/2.jpg", "b/3.jpg");
    String csv =
        """
        subject_id,study_id,path,split,No Finding,Cardiomegaly,Edema,Pneumonia,Fracture
        7,50,a/1.jpg,train,1.0,,,,
        8,51,a/2.jpg,train,,1.0,,,
        7,52,b/3.jpg,test,,,,-1.0,
        """;
    Dataset dataset = scan(csv);
    assertThat(dataset.labelNotice()).startsWith("the table of MIMIC-CXR: ");
    assertThat(dataset.samples())
        .extracting(sample -> sample.path() + " " + sample.split() + " " + sample.patient())
        .containsExactly("a/1.jpg train 7", "a/2.jpg train 8", "b/3.jpg test 7");
    assertThat(PatientChecks.check(dataset, ordinal -> true, Sample::patient))
        .extracting(Finding::code)
        .containsOnly(FindingCode.LEAKAGE_PATIENT);

    Dataset withoutSubjects = scan(csv.replace("subject_id,study_id", "id,note"));
    assertThat(withoutSubjects.labelNotice()).startsWith("the table of CheXpert: ");
  }

  @Test
  void otherTables() throws IOException {
    tree.with("a.png", "b.png", "c.png");
    String joined = "path,label\na.png,B; A ;B\nb.png,\nc.png,A\n";
    Dataset semicolons = scan(joined, LabelReading.USUAL.with(LabelSeparator.parse(";")));
    assertThat(labels(semicolons)).containsExactly("A|B", "", "A");
    assertThat(numbers(semicolons, "b.png")).isEqualTo("NaN NaN");

    String columns = "file,age,B,C,A\na.png,7,1,0,1\nb.png,8,0,0,0\nc.png,9,-1,,nan\n";
    Dataset range =
        scan(columns, LabelReading.USUAL.with(LabelColumns.parse("path=file,label=b .. A")));
    assertThat(range.classes()).containsExactly("B", "C", "A");
    assertThat(labels(range)).containsExactly("B|-C|A", "-B|-C|-A", "B?");
    Dataset list =
        scan(columns, LabelReading.USUAL.with(LabelColumns.parse("path=file,label=A|B")));
    assertThat(list.classes()).containsExactly("A", "B");
    assertThat(numbers(list, "c.png")).isEqualTo("NaN -1");

    Dataset prefixed = scan("path,label:B,Label:A x,note\na.png,1,0,z\nb.png,0,0,z\nc.png,0,1,z\n");
    assertThat(prefixed.classes()).containsExactly("B", "A x");
    assertThat(labels(prefixed)).containsExactly("B", LabelSets.NOTHING, "A x");
  }

  @Test
  void compressedTables() throws IOException {
    tree.with("a.png");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("path,label\na.png,A\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("labels.csv.gz"), bytes.toByteArray());
    assertThat(labels(tree.scanWithLabels(file))).containsExactly("A");
  }

  @Test
  void oneClassStaysAsItStandsAndThatIsSaid() throws IOException {
    tree.with("a.png", "b.png");
    Dataset dataset = scan("path,label\na.png,A|B\nb.png,A\n");
    assertThat(dataset.labelSets()).isEmpty();
    assertThat(dataset.classes()).containsExactly("A", "A|B");
    assertThat(dataset.labelNotice())
        .isEqualTo(
            "1 label with |, such as A|B, taken as a class of its own: --label-separator '|' takes"
                + " them apart");
    assertThat(scan("path,label\na.png,B\nb.png,A\n").labelNotice()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "label=A..C ! path,A,B,C\\na.png,1,0,0.7 ! line 2 of the label file",
        "label=A..C ! path,A,B,C\\na.png,1,0,0.7 ! has 0.7 in the column C: a column of a class holds",
        "label=C..A ! path,A,B,C\\na.png,1,0,0 ! has the column A before C: write the range",
        "label=A..X ! path,A,B,C\\na.png,1,0,0 ! has no column X, which --label-columns names",
        "label=A|X ! path,A,B,C\\na.png,1,0,0 ! has no column X, which --label-columns names",
        "label=A..B ! path,A,B\\na.png,1 ! has 2 columns, too few",
        "label=A..B ! path,A,-B\\na.png,1,0 ! has no column B",
        "label=A..-B ! path,A,-B\\na.png,1,0 ! has a class named -B",
        "label=A..B ! path,A,B,A\\na.png,1,0,0 ! has two columns named A",
      })
  void faults(String columns, String csv, String message) throws IOException {
    tree.with("a.png");
    LabelReading reading = LabelReading.USUAL.with(LabelColumns.parse(columns));
    assertThatThrownBy(() -> scan(csv.replace("\\n", "\n"), reading))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  @Test
  void listsThatAreNone() throws IOException {
    tree.with("a.png");
    LabelReading reading = LabelReading.USUAL.with(LabelSeparator.parse("|"));
    for (String cell : List.of("['a' 'b']", "[a]", "['a]", "['a',,'b']")) {
      assertThatThrownBy(() -> scan("path,label\na.png,\"" + cell + "\"\n", reading))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("line 2")
          .hasMessageContaining("a list in brackets holds quoted names");
    }
    assertThat(labels(scan("path,label\na.png,\"[\"\"Kerley's\"\", 'x']\"\n", reading)))
        .containsExactly("Kerley's|x");
    tree.with("b.png");
    assertThat(labels(scan("path,label\na.png,[]\nb.png,[\"x\"]\n", reading)))
        .containsExactly(LabelSets.NOTHING, "x");
    assertThatThrownBy(() -> scan("path,label\na.png,[]\nb.png,\n", reading))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("names no class");
    assertThatThrownBy(() -> LabelSeparator.parse(" "))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("blank");
  }

  @Test
  void rowsOfOneClassAreNotCombined() throws IOException {
    tree.with("a.png");
    assertThatThrownBy(
            () -> scan("path,label\na.png,A\n", LabelReading.USUAL.with(RepeatedRows.ANY)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("--label-rows combines several classes");
    // A row for each class is one table of several.
    LabelReading rows = LabelReading.USUAL.with(RepeatedRows.ANY).with(LabelSeparator.parse("|"));
    assertThat(labels(scan("path,label\na.png,B\na.png,A\na.png,B\n", rows)))
        .containsExactly("A|B");
    LabelReading votes =
        LabelReading.USUAL.with(RepeatedRows.MAJORITY).with(LabelSeparator.parse("|"));
    Dataset tied = scan("path,label\na.png,A|B\na.png,A\n", votes);
    assertThat(labels(tied)).containsExactly("A|B?");
    assertThat(numbers(tied, "a.png")).isEqualTo("1 -1");
  }

  @Test
  void aSeparatorIsNotForAColumnOfEachClass() throws IOException {
    tree.with("a.png");
    for (String separator : List.of("|", "none")) {
      LabelReading reading = LabelReading.USUAL.with(LabelSeparator.parse(separator));
      for (String csv : List.of("path,label:A,label:B\na.png,1,0\n", "path,A,B\na.png,1,0\n")) {
        LabelReading columns =
            csv.contains("label:") ? reading : reading.with(LabelColumns.parse("label=A..B"));
        assertThatThrownBy(() -> scan(csv, columns))
            .isInstanceOf(DatasetException.class)
            .hasMessageContaining(
                "has a column for each class, and --label-separator is for cells");
      }
    }
    LabelReading one = LabelReading.USUAL.with(LabelSeparator.NONE);
    assertThat(labels(scan("path,A,B\na.png,1,0\n", one.with(LabelColumns.parse("label=A")))))
        .containsExactly("1");
  }
}
