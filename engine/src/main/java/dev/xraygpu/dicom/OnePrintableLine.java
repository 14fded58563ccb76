package dev.xraygpu.dicom;

/** Text of a file, made fit for a message: damaged files hold anything. */
final class OnePrintableLine {
  private static final int LONGEST = 64;

  private OnePrintableLine() {}

  static String of(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < Math.min(LONGEST, text.length()); i++) {
      char c = text.charAt(i);
      line.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return line.toString();
  }
}
