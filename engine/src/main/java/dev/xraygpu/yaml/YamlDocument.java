package dev.xraygpu.yaml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML 1.2 document of at most 1 MiB, in UTF-8, or in UTF-16 with a byte order mark. Every value
 * knows its line and column. Keys are unique, nothing is nested deeper than {@value
 * YamlTree#DEEPEST}, and tags other than {@code !!str} are refused. Aliases stand for the value of
 * their anchor without copying it, so a small file never becomes a large one.
 */
public final class YamlDocument {
  private static final int MAX_BYTES = 1 << 20;

  private YamlDocument() {}

  /**
   * Reads a file.
   *
   * @return what the document is; null if it is empty, see {@link YamlNode#isNull}
   * @throws IOException if it cannot be read
   * @throws YamlException if it is too large or no YAML
   */
  public static YamlNode read(Path file) throws IOException, YamlException {
    byte[] bytes;
    // Of what is no regular file, nobody knows the length before it is read.
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new YamlException("it is larger than 1 MiB");
    }
    String text;
    try (Reader reader = new YamlUnicodeReader(new ByteArrayInputStream(bytes))) {
      StringWriter all = new StringWriter();
      reader.transferTo(all);
      text = all.toString();
    } catch (CharacterCodingException e) {
      throw new YamlException("it is no text in UTF-8", e);
    }
    return parse(text);
  }

  private static YamlNode parse(String text) throws YamlException {
    LoadSettings settings =
        LoadSettings.builder().setLabel("document").setCodePointLimit(2 * MAX_BYTES).build();
    try {
      return new YamlTree(new Parse(settings).parseReader(new StringReader(text)).iterator())
          .document();
    } catch (MarkedYamlEngineException e) {
      YamlPlace place =
          e.getProblemMark().or(e::getContextMark).map(YamlDocument::place).orElse(YamlPlace.START);
      throw new YamlException(place, "not YAML: " + problem(e), e);
    } catch (ReaderException e) {
      throw new YamlException(
          place(text, e.getPosition()),
          String.format("not YAML: the character U+%04X is not allowed", e.getCodePoint()),
          e);
    } catch (YamlEngineException e) {
      throw new YamlException(
          "not YAML: " + YamlException.shortened(String.valueOf(e.getMessage()), 200), e);
    }
  }

  private static YamlPlace place(Mark mark) {
    return new YamlPlace("", mark.getLine() + 1, mark.getColumn() + 1);
  }

  // The reader counts characters, not lines.
  private static YamlPlace place(String text, int position) {
    int end = text.offsetByCodePoints(0, Math.min(position, text.codePointCount(0, text.length())));
    int line = 1;
    int start = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new YamlPlace("", line, text.codePointCount(start, end) + 1);
  }

  private static String problem(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    String context = e.getContext();
    return YamlException.shortened(
        context == null || context.isBlank() ? problem : problem + " " + context, 300);
  }
}
