package dev.xraygpu.dataset;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the study and the view of an image from its path, as the public chest X-ray datasets name
 * them: {@code patient00001/study1/view1_frontal.jpg} (CheXpert), {@code p10000032/s50414267/...}
 * (MIMIC-CXR), {@code ses-E06100/...} (BIDS), {@code ..._PA.png}, {@code 1_IM-0001-lateral.png}. A
 * claim, like a patient's id.
 */
public final class ViewNaming {
  private static final Pattern STUDY =
      Pattern.compile("(?:^|/)((?i:study[_-]?\\d{1,9})|s\\d{8}|ses-[A-Za-z]*\\d[A-Za-z0-9]*)(?=/)");
  private static final Pattern VIEW =
      Pattern.compile("(?i)[/_.\\- ](frontal|lateral|pa|ap|lat|ll)(?=[_.\\- ][^/]*$)");

  private ViewNaming() {}

  /** The study's id; empty if the path names none. */
  public static String studyOf(String path) {
    Matcher matcher = STUDY.matcher(path);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** The lateral views by one name; others as they are, in lower case. */
  public static String normalized(String view) {
    return switch (view) {
      case "lat", "ll", "rl", "lateral" -> "lateral";
      default -> view;
    };
  }

  /** The view: {@code pa}, {@code ap}, {@code frontal} or {@code lateral}; empty if unknown. */
  public static String viewOf(String path) {
    Matcher matcher = VIEW.matcher("/" + path);
    if (!matcher.find()) {
      return "";
    }
    return normalized(matcher.group(1).toLowerCase(Locale.ROOT));
  }
}
