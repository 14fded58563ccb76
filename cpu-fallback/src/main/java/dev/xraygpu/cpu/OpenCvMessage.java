package dev.xraygpu.cpu;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one readable line of an OpenCV exception. */
final class OpenCvMessage {
  /** {@code OpenCV(version) source:line: error: (number:name) message in function 'name'}. */
  private static final Pattern FORM =
      Pattern.compile("error: \\([^)]*\\)\\s*(.*?)(?:\\s+in function '.*)?$");

  private static final int LONGEST = 200;

  private OpenCvMessage() {}

  static String of(RuntimeException exception) {
    String message = exception.getMessage();
    if (message == null) {
      return "OpenCV refuses it: " + exception.getClass().getSimpleName();
    }
    String line = message.strip().lines().findFirst().orElse("");
    Matcher matcher = FORM.matcher(line);
    String text = matcher.find() ? matcher.group(1) : line;
    return "OpenCV refuses it: " + (text.length() > LONGEST ? text.substring(0, LONGEST) : text);
  }
}
