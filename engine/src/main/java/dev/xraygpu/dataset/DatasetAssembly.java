package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes samples of files, folders and rows of a label file. Used once. */
final class DatasetAssembly {
  private final Path root;
  private final Path shownRoot;
  private final FolderIndex index;
  private final EmptyFolders empty;
  private final PatientNaming patients;
  private final Optional<Map<String, LabelTable.Row>> rows;
  private final Optional<LabelTable> labels;
  private final ClassChoice choice;
  private final List<Path> labelFiles;
  private final FolderLayout folders;
  private final DoubtOfClasses doubt;
  private final Map<String, String> masks;
  private final Map<String, Split> listed;

  private final List<Finding> findings = new ArrayList<>();
  private final Map<Integer, Finding> rejections = new TreeMap<>();
  private final BitSet patientsOfLabelFile = new BitSet();
  // Texts and masks to which the folders give a class.
  private final BitSet documents = new BitSet();
  private final SortedSet<Split> splits = new TreeSet<>();
  private final SortedSet<String> classes = new TreeSet<>();
  private boolean hasFileOutsideSplits;
  // Of the label file's rows.
  private boolean haveSplits;

  /**
   * An assembly.
   *
   * @param root real path
   * @param shownRoot as the user named it
   * @param index of all files
   * @param empty folders without a file
   * @param options how patients are told, and which classes count
   * @param labels the label file, if there is one
   * @param listed without one: splits of files by path, as lists beside the dataset say them
   */
  DatasetAssembly(
      Path root,
      Path shownRoot,
      FolderIndex index,
      EmptyFolders empty,
      ScanOptions options,
      Optional<LabelTable> labels,
      Map<String, Split> listed) {
    this.root = root;
    this.shownRoot = shownRoot;
    this.index = index;
    this.empty = empty;
    this.patients = options.patients();
    this.choice = options.classes();
    this.labelFiles = options.labels();
    this.labels = labels;
    this.listed = listed;
    this.rows = labels.map(LabelTable::rows);
    this.masks = rows.isPresent() ? Map.of() : MaskFiles.find(index.files());
    FolderLayout found = FolderLayout.of(imagesOf(index));
    boolean isMedium =
        found.layout() == Layout.CLASS_FOLDERS && DicomMedium.isAt(root, index, found.base());
    this.folders = isMedium ? found.withoutClasses() : found;
    this.doubt = new DoubtOfClasses(folders, isMedium);
  }

  private FolderIndex imagesOf(FolderIndex files) {
    FileList images =
        MaskFiles.others(files.files(), masks).only(path -> !FileNames.isBesideImages(path));
    return images.isEmpty() ? files : new FolderIndex(images);
  }

  /**
   * The dataset.
   *
   * @throws DatasetException if the folders or the rows cannot be meant
   */
  Dataset dataset() throws DatasetException {
    if (rows.isPresent()) {
      RowChecks checks = new RowChecks(rows.get(), index, folders, labelFiles);
      checks.requireMatch(() -> imagesOf(index).below("").get(0).path());
      haveSplits = checks.requireSplits();
    } else {
      folders.requireOneDataset(index);
      if (!folders.base().isEmpty()) {
        findings.add(
            Finding.of(
                "",
                FindingCode.DATASET_IN_SUBFOLDER,
                "the dataset lies in the sub-folder " + shown(folders.base())));
      }
    }
    FileList files = withMissing(withoutCopies());
    SampleList samples = new SampleList(files);
    for (int i = 0; i < files.size(); i++) {
      addTo(samples, i, files.path(i), files.rejection(i));
    }
    forgetEmptyClasses(samples);
    if (rows.isEmpty()) {
      findings.addAll(SplitsInNames.find(classes));
    }
    // A missing file that no list puts anywhere makes no split of its own beside the others.
    if (splits.size() > 1 && !hasFileOutsideSplits) {
      splits.remove(Split.ALL);
    }
    Optional<LabelSets> sets = labels.flatMap(LabelTable::sets);
    return new Dataset(
        root,
        rows.isPresent() ? Layout.LABEL_FILE : folders.layout(),
        samples,
        sets.isPresent() ? sets.get().classes() : choice.numbered(classes),
        sets,
        notice(sets),
        Collections.unmodifiableSortedSet(splits),
        List.copyOf(findings),
        Collections.unmodifiableMap(rejections),
        patientsOfLabelFile,
        sets.isPresent()
            ? StudyChecks.contradictory(samples, sets.get(), ordinal -> studyOf(samples, ordinal))
            : List.of());
  }

  private String studyOf(SampleList samples, int ordinal) {
    String patient = samples.get(ordinal).patient();
    String study = samples.study(ordinal);
    return patient.isEmpty() || study.isEmpty() || rejections.containsKey(ordinal)
        ? ""
        : patient + "\n" + study;
  }

  private String notice(Optional<LabelSets> sets) {
    return Stream.of(
            labels.isPresent()
                ? labels.get().notice()
                : UnreadTables.notice(shownRoot, index.files(), doubt.text(classes)),
            labels.isPresent() ? "" : empty.notice(folders),
            sets.isPresent() ? "" : choice.notice(classes))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private FileList withoutCopies() {
    NestedCopies copies = new NestedCopies(index, folders.base(), new PathNames(root));
    FileList kept = index.files();
    for (String folder : folders.candidatesForCopies(index)) {
      List<FileEntry> files = index.below(folder);
      if (files.stream().noneMatch(file -> row(file.path()) != null) && copies.isCopy(folder)) {
        findings.add(
            Finding.of(
                "",
                FindingCode.NESTED_COPY,
                shown(folder)
                    + " repeats the dataset: each of its "
                    + files.size()
                    + " files has the same path and length as one outside of it; not read"));
        kept = kept.only(path -> !path.startsWith(folder));
      }
    }
    return kept;
  }

  // A folder of texts or masks alone, beside those of classes, is none.
  private void forgetEmptyClasses(SampleList samples) {
    for (int i = documents.nextSetBit(0); i >= 0; i = documents.nextSetBit(i + 1)) {
      Sample sample = samples.get(i);
      if (!classes.contains(sample.label())) {
        samples.set(i, sample.split(), "", sample.patient());
      }
    }
  }

  private FileList withMissing(FileList files) {
    if (rows.isEmpty()) {
      return files;
    }
    List<FileEntry> missing = new ArrayList<>();
    rows.get()
        .forEach(
            (path, row) -> {
              if (!index.holds(path)) {
                String reason =
                    IgnoredNames.path(path)
                        ? "the label file names a hidden file, which is not read, on "
                        : "there is no such file, though the label file names it on ";
                missing.add(
                    new FileEntry(
                        path, 0, Finding.of(path, FindingCode.MISSING_FILE, reason + row.place())));
              }
            });
    return files.with(missing);
  }

  private void addTo(SampleList samples, int ordinal, String path, @Nullable Finding unreadable)
      throws DatasetException {
    FolderLayout.Place place = folders.place(path);
    LabelTable.Row row = row(path);
    Split split = place.split().orElse(Split.ALL);
    String label = place.label();
    String patient = "";
    if (rows.isPresent()) {
      split = row == null ? split : row.split().orElse(split);
      label = row == null ? "" : row.label();
      patient = row == null ? "" : row.patient();
    } else if (!listed.isEmpty()) {
      split = listed.getOrDefault(path, split);
      // Not only its own folders can hold a split's images, so what lies beside them has a class.
      label = place.split().isEmpty() ? folders.classBeside(path) : label;
    }
    if (patient.isEmpty()) {
      patient = patients.patientOf(path);
    } else {
      patientsOfLabelFile.set(ordinal);
    }
    Finding unplaced = unplaced(path, place, row);
    if (unplaced == null) {
      splits.add(split);
    }
    Finding rejection = unreadable != null ? unreadable : unplaced;
    if (rejection != null) {
      rejections.put(ordinal, rejection);
    } else {
      hasFileOutsideSplits |= split == Split.ALL;
      boolean image = !FileNames.isBesideImages(path);
      if (image) {
        doubt.add(path, place.label());
      }
      if (image && !label.isEmpty()) {
        classes.add(label);
      }
    }
    if (rows.isEmpty()
        && !label.isEmpty()
        && (FileNames.isBesideImages(path) || masks.containsKey(path))) {
      documents.set(ordinal);
    }
    samples.set(ordinal, split, label, patient);
    samples.setStudy(ordinal, row == null ? "" : row.study());
  }

  private @Nullable Finding unplaced(
      String path, FolderLayout.Place place, LabelTable.@Nullable Row row) {
    if (rows.isPresent()) {
      return row == null
          ? Finding.of(
              path,
              FindingCode.NO_LABEL,
              (labelFiles.size() == 1 ? "the label file has" : "the label files have")
                  + " no row for this file")
          : droppedBefore(path, row);
    }
    String maskFolder = masks.get(path);
    if (maskFolder != null) {
      return Finding.of(path, FindingCode.SEGMENTATION_MASK, MaskFiles.reason(maskFolder));
    }
    if (listed.containsKey(path) || (listed.isEmpty() && place.split().isPresent())) {
      return null;
    }
    String unlisted = "no file of --splits names this file";
    if (place.split().isEmpty()) {
      String beside = "the file lies beside the split folders" + unclear(path);
      return Finding.of(
          path, FindingCode.NO_SPLIT, listed.isEmpty() ? beside : beside + ", and " + unlisted);
    }
    return folders.hasSplit(path) ? null : Finding.of(path, FindingCode.NO_SPLIT, unlisted);
  }

  // What was left out for where it lies is no sample either when the manifest is read back.
  private @Nullable Finding droppedBefore(String path, LabelTable.Row row) {
    String reason = "the label file, a manifest, has it as dropped on " + row.place();
    if (row.droppedFor().contains(FindingCode.SEGMENTATION_MASK.toString())) {
      return Finding.of(path, FindingCode.SEGMENTATION_MASK, reason + ", for a mask");
    }
    return haveSplits && row.isDropped() && row.split().isEmpty() && !folders.hasSplit(path)
        ? Finding.of(path, FindingCode.NO_SPLIT, reason + ", without a split")
        : null;
  }

  private String unclear(String path) {
    int start = folders.base().length();
    int end = path.startsWith(folders.base()) ? path.indexOf('/', start) : -1;
    String folder = end < 0 ? "" : path.substring(start, end);
    return FolderNames.isValOrTest(folder)
        ? ", and " + OneLine.of(folder) + " may be val or test: name it what it is"
        : "";
  }

  private LabelTable.@Nullable Row row(String path) {
    return rows.map(byPath -> byPath.get(path)).orElse(null);
  }

  private static String shown(String folder) {
    return OneLine.of(folder.substring(0, folder.length() - 1));
  }
}
