package dev.xraygpu.dicom.display;

import dev.xraygpu.dicom.DicomDataSet;
import dev.xraygpu.dicom.DicomTag;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps what identifies a person or a place out of attributes that should not hold it: a name typed
 * into the wrong field is left out like any other malformed value.
 */
final class IdentifyingText {
  private static final int[] IDENTIFYING = {
    DisplayTag.PATIENT_NAME,
    DicomTag.PATIENT_ID,
    0x0010_1000, // other patient ids
    0x0010_1001, // other patient names
    0x0010_1005, // birth name
    0x0010_0030, // birth date
    0x0008_0050, // accession number
    0x0008_0080, // institution name
    0x0008_0081, // institution address
    0x0008_0090, // referring physician
    0x0008_1010, // station name
    0x0008_1040, // department
    0x0008_1048, // physicians of record
    0x0008_1050, // performing physician
    0x0008_1070, // operator
    0x0018_1000, // device serial number
    0x0020_0010, // study id
  };
  private static final int SHORTEST_TELLING = 4;
  private static final Pattern PARTS = Pattern.compile("[\\^=,;\\s]+");
  private static final Pattern CODE = Pattern.compile("[A-Z0-9 _]{1,16}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} .,&()/+'_-]{1,64}");

  private final Set<String> telling;

  private IdentifyingText(Set<String> telling) {
    this.telling = telling;
  }

  /** Knows the identities of a file. */
  static IdentifyingText of(DicomDataSet dataSet) {
    Set<String> telling = new HashSet<>();
    for (int tag : IDENTIFYING) {
      for (String value : dataSet.texts(tag)) {
        for (String part : PARTS.split(value)) {
          if (part.length() >= SHORTEST_TELLING) {
            telling.add(part.toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return new IdentifyingText(telling);
  }

  /** A code string as PS3.5 prescribes it, if it is one. */
  Optional<String> asCode(String value) {
    String code = value.strip().toUpperCase(Locale.ROOT);
    return CODE.matcher(code).matches() && !tells(code) ? Optional.of(code) : Optional.empty();
  }

  /** The name of a company, if it may be one. */
  Optional<String> asName(String value) {
    String name = value.strip();
    return NAME.matcher(name).matches() && !tells(name) ? Optional.of(name) : Optional.empty();
  }

  // Whole words only: a patient named Chest must not hide the body part of everybody else's CHESTS,
  // and a company's name is hidden only by a value that repeats one of its words.
  private boolean tells(String value) {
    for (String word : PARTS.split(value)) {
      if (telling.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
