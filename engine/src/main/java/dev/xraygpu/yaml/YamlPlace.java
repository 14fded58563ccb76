package dev.xraygpu.yaml;

/**
 * Where something stands in a document.
 *
 * @param key the keys that lead to it, such as {@code stages[1].median.kernel}; empty at the top
 * @param line from 1
 * @param column from 1, in characters
 */
public record YamlPlace(String key, int line, int column) {
  private static final int MAX_KEY = 60;

  /** The start of a document. */
  public static final YamlPlace START = new YamlPlace("", 1, 1);

  /** The same place seen as that of a key below this one. */
  YamlPlace below(String name, int atLine, int atColumn) {
    String shown = YamlException.shortened(name, MAX_KEY);
    return new YamlPlace(key.isEmpty() ? shown : key + "." + shown, atLine, atColumn);
  }

  /** The place of an item of a list that stands here. */
  YamlPlace item(int index, int atLine, int atColumn) {
    return new YamlPlace(key + "[" + index + "]", atLine, atColumn);
  }

  /** The key of the mapping or list that a place belongs to, at another position. */
  YamlPlace at(int otherLine, int otherColumn) {
    return new YamlPlace(key, otherLine, otherColumn);
  }

  /** What is wrong here, as {@code line 3, column 5: median.kernel: ...}. */
  public YamlException fault(String what) {
    return new YamlException(this, what);
  }

  /** {@code line 3, column 5}. */
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
