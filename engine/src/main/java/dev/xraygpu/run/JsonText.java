package dev.xraygpu.run;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON for people: indented, with a line feed at the end, the same on every system. */
public final class JsonText {
  private JsonText() {}

  /** The text of a tree. */
  public static String pretty(JsonNode tree) {
    String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    return text.replace("\r\n", "\n") + "\n";
  }
}
