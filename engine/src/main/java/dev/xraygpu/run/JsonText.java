package dev.xraygpu.run;

import dev.xraygpu.failure.OneLine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON for people: indented, with a line feed at the end, the same on every system. What a terminal
 * would obey, or would show in another order, is escaped; it means the same.
 */
public final class JsonText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().characterEscapes(new Escapes()).build()).build();

  private JsonText() {}

  /** The text of a tree. */
  public static String pretty(JsonNode tree) {
    String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    return text.replace("\r\n", "\n") + "\n";
  }

  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0x7f] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return Character.isISOControl(c) || OneLine.turnsDirection(c)
          ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", c))
          : null;
    }
  }
}
