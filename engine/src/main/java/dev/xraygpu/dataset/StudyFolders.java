package dev.xraygpu.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Images by patient and study, in the folders of MIMIC-CXR: {@code p10/p10000032/s50414267/NAME},
 * wherever those begin.
 */
final class StudyFolders {
  private static final Pattern PLACE = Pattern.compile("(?:.*/)?p(\\d+)/s(\\d+)/[^/]+");
  private static final int GROUP_DIGITS = 2;

  private final Map<String, List<String>> images = new HashMap<>();

  /** Sorts paths; those that lie elsewhere belong to no study. */
  static StudyFolders of(Stream<String> paths) {
    StudyFolders folders = new StudyFolders();
    paths.forEach(
        path -> {
          Matcher place = PLACE.matcher(path);
          if (place.matches()) {
            folders
                .images
                .computeIfAbsent(name(place.group(1), place.group(2)), key -> new ArrayList<>(2))
                .add(path);
          }
        });
    return folders;
  }

  /** The images of a study; its folder, as MIMIC-CXR names it, where there are none. */
  List<String> images(String patient, String study) {
    List<String> found = images.get(name(patient, study));
    if (found != null) {
      return List.copyOf(found);
    }
    String group = patient.substring(0, Math.min(GROUP_DIGITS, patient.length()));
    return List.of("p" + group + "/" + name(patient, study));
  }

  private static String name(String patient, String study) {
    return "p" + patient + "/s" + study;
  }
}
