package dev.xraygpu.dataset;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whom an image shows from its path. An id is only a claim: the same id in two datasets, or
 * in two classes of one, need not be the same person.
 */
public sealed interface PatientNaming permits PatientNaming.Usual, PatientPattern {
  /** The names of the public chest X-ray datasets. */
  PatientNaming USUAL = new Usual();

  /**
   * A regular expression that is searched in the path. The id is its group {@code patient}, else
   * its first group, else the whole match; a path without a match has no patient.
   *
   * @param regex in the syntax of {@link Pattern}
   * @throws DatasetException if it is not a regular expression
   */
  static PatientNaming pattern(String regex) throws DatasetException {
    return PatientPattern.of(regex);
  }

  /**
   * The patient's id.
   *
   * @param path relative to the dataset's root, with {@code /}
   * @return the id; empty if unknown
   * @throws DatasetException if a given expression needs too many steps on this path
   */
  String patientOf(String path) throws DatasetException;

  /**
   * Whether a folder of this name belongs to a patient, a study or a series, and so is no class.
   */
  static boolean isPatientFolder(String name) {
    return Usual.FOLDER.matcher(name).matches();
  }

  /**
   * The names of the public datasets: folders {@code patient00001} (CheXpert) and {@code p10000032}
   * (MIMIC-CXR) and {@code sub-S03047} (BIDS, as of BIMCV-COVID19+), files {@code 00000013_005.png}
   * (NIH ChestX-ray14), and, of the pediatric pneumonia set, {@code person12_bacteria_3.jpeg},
   * {@code IM-0115-0001.jpeg}, {@code NORMAL2-IM-0366-0001-0002.jpeg} and the later {@code
   * BACTERIA-1008087-0001.jpeg}. The last three keep their prefix, since the numbers start again
   * behind each.
   */
  final class Usual implements PatientNaming {
    // With a digit: "sub-acute" may be a class.
    private static final Pattern FOLDER =
        Pattern.compile(
            "(?i:patient[_-]?\\d{1,18})|p\\d{2}|p\\d{8}|s\\d{8}|(?:sub|ses)-[A-Za-z]*\\d[A-Za-z0-9]*"
                // Patients, studies and series of a DICOM medium, as most systems name them.
                + "|(?:PA|PT|ST|SE)\\d{5,6}"
                // A DICOM UID, as of a study or a series.
                + "|[0-2](?:\\.\\d+){4,}");

    private static final Pattern PATIENT_FOLDER =
        Pattern.compile(
            "(?:^|/)((?i:patient[_-]?\\d{1,18})|p\\d{8}|sub-[A-Za-z]*\\d[A-Za-z0-9]*)(?=/)");

    private static final List<Pattern> FILES =
        List.of(
            Pattern.compile("(person\\d{1,18})_.*"),
            Pattern.compile("((?:[A-Z]+\\d*-)?IM-\\d{4})-\\d{4}\\D.*"),
            Pattern.compile("((?:BACTERIA|VIRUS|NORMAL)-\\d{1,18})-\\d{4}\\D.*"),
            Pattern.compile("(\\d{8})_\\d{3}\\D.*"),
            Pattern.compile("((?i:patient[_-]?\\d{1,18}))[_.-].*"),
            Pattern.compile("(sub-[A-Za-z]*\\d[A-Za-z0-9]*)_.*"));

    private Usual() {}

    @Override
    public String patientOf(String path) {
      Matcher folder = PATIENT_FOLDER.matcher(path);
      if (folder.find()) {
        return folder.group(1);
      }
      int name = path.lastIndexOf('/') + 1;
      for (Pattern file : FILES) {
        Matcher matcher = file.matcher(path).region(name, path.length());
        if (matcher.lookingAt()) {
          return matcher.group(1);
        }
      }
      return "";
    }
  }
}
