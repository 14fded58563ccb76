package dev.xraygpu.dataset;

import dev.xraygpu.dataset.LabelColumns.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of a public dataset, told by the names of its columns.
 *
 * @param dataset what it belongs to
 * @param columns names of its columns beside those of the usual names
 * @param separator what stands between the classes of a cell; nothing if a cell is one class
 * @param classes names of the columns that are a class each; none if there is one column of labels
 */
record PublicTable(
    String dataset, LabelColumns columns, Optional<String> separator, List<String> classes) {
  /** What the labeller of CheXpert tells, which also labelled MIMIC-CXR. */
  private static final List<String> CHEXPERT =
      List.of(
          "No Finding",
          "Enlarged Cardiomediastinum",
          "Cardiomegaly",
          "Lung Opacity",
          "Lung Lesion",
          "Edema",
          "Consolidation",
          "Pneumonia",
          "Atelectasis",
          "Pneumothorax",
          "Pleural Effusion",
          "Pleural Other",
          "Fracture",
          "Support Devices");

  private static final List<String> VINDR =
      List.of(
          "Aortic enlargement",
          "Atelectasis",
          "Calcification",
          "Cardiomegaly",
          "Clavicle fracture",
          "Consolidation",
          "Edema",
          "Emphysema",
          "Enlarged PA",
          "ILD",
          "Infiltration",
          "Lung Opacity",
          "Lung cavity",
          "Lung cyst",
          "Mediastinal shift",
          "Nodule/Mass",
          "Pleural effusion",
          "Pleural thickening",
          "Pneumothorax",
          "Pulmonary fibrosis",
          "Rib fracture",
          "Other lesion",
          "COPD",
          "Lung tumor",
          "Pneumonia",
          "Tuberculosis",
          "Other disease",
          "Other diseases",
          "No finding");

  /**
   * Tables as they are published; of two that name the same classes, the one that needs more
   * columns first.
   */
  static final List<PublicTable> ALL =
      List.of(
          new PublicTable(
              "NIH ChestX-ray14",
              new LabelColumns(
                  Map.of(
                      Column.PATH, "Image Index",
                      Column.LABEL, "Finding Labels",
                      Column.PATIENT, "Patient ID")),
              Optional.of("|"),
              List.of()),
          new PublicTable(
              "the RSNA pneumonia challenge",
              new LabelColumns(
                  Map.of(
                      Column.PATH, "patientId",
                      Column.LABEL, "Target",
                      Column.PATIENT, "patientId")),
              Optional.empty(),
              List.of()),
          new PublicTable(
              "PadChest",
              new LabelColumns(
                  Map.of(
                      Column.PATH, "ImageID",
                      Column.LABEL, "Labels",
                      Column.PATIENT, "PatientID",
                      Column.STUDY, "StudyID")),
              Optional.of(","),
              List.of()),
          new PublicTable(
              "MIMIC-CXR",
              new LabelColumns(
                  Map.of(
                      Column.PATIENT, "subject_id",
                      Column.STUDY, "study_id")),
              Optional.empty(),
              CHEXPERT),
          new PublicTable(
              "CheXpert",
              new LabelColumns(Map.of(Column.PATH, "Path")),
              Optional.empty(),
              CHEXPERT),
          new PublicTable(
              "VinDr-CXR",
              new LabelColumns(Map.of(Column.PATH, "image_id")),
              Optional.empty(),
              VINDR));

  /** How many columns of classes tell a table: so that one of them by chance does not. */
  static final int FEWEST_CLASSES = 5;
}
