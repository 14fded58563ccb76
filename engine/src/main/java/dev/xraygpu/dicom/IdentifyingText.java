package dev.xraygpu.dicom;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps what identifies a person or a place out of attributes that should not hold it: a name typed
 * into the wrong field is left out like any other malformed value.
 */
public final class IdentifyingText {
  private static final int[] PEOPLE = {
    0x0010_0010, // patient's name
    DicomTag.PATIENT_ID,
    0x0010_1000, // other patient ids
    0x0010_1001, // other patient names
    0x0010_1005, // birth name
    0x0010_0030, // birth date
    0x0008_0050, // accession number
    0x0008_0090, // referring physician
    0x0008_1048, // physicians of record
    0x0008_1050, // performing physician
    0x0008_1070, // operator
  };
  private static final int[] PLACES = {
    0x0008_0080, // institution name
    0x0008_0081, // institution address
    0x0008_1010, // station name
    0x0008_1040, // department
    0x0018_1000, // device serial number
    0x0020_0010, // study id
  };
  private static final int SHORTEST_TELLING = 4;
  private static final Pattern PARTS = Pattern.compile("[\\^=,;\\s]+");

  /** Also where a name is joined with another by a hyphen or an underscore. */
  private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private static final Pattern CODE = Pattern.compile("[A-Z0-9 _]{1,16}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} .,&()/+'_-]{1,64}");

  private final Set<String> telling;

  private IdentifyingText(Set<String> telling) {
    this.telling = telling;
  }

  /** Knows the identities of a file. */
  public static IdentifyingText of(DicomDataSet dataSet) {
    Set<String> telling = new HashSet<>();
    for (int tag : PEOPLE) {
      add(dataSet, tag, PARTS, telling);
      add(dataSet, tag, WORDS, telling);
    }
    // A room's name such as XR_CHEST_1 must not hide the body part of all of its images.
    for (int tag : PLACES) {
      add(dataSet, tag, PARTS, telling);
    }
    return new IdentifyingText(telling);
  }

  private static void add(DicomDataSet from, int tag, Pattern between, Set<String> telling) {
    for (String value : from.texts(tag)) {
      for (String part : between.split(value)) {
        if (part.length() >= SHORTEST_TELLING) {
          telling.add(part.toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  /** A code string as PS3.5 prescribes it, if it is one. */
  public Optional<String> asCode(String value) {
    String code = value.strip().toUpperCase(Locale.ROOT);
    return CODE.matcher(code).matches() && !tells(code) ? Optional.of(code) : Optional.empty();
  }

  /** The name of a company, if it may be one. */
  public Optional<String> asName(String value) {
    String name = value.strip();
    return NAME.matcher(name).matches() && !tells(name) ? Optional.of(name) : Optional.empty();
  }

  // Whole words only: a patient named Chest must not hide the body part of everybody else's CHESTS,
  // and a company's name is hidden only by a value that repeats one of its words.
  private boolean tells(String value) {
    return Stream.of(PARTS, WORDS)
        .flatMap(between -> between.splitAsStream(value))
        .anyMatch(word -> telling.contains(word.toLowerCase(Locale.ROOT)));
  }
}
