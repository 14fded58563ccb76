package dev.xraygpu.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {
  @Test
  void whatATerminalWouldObeyIsEscapedAndMeansTheSame() {
    String name = "a\u001b[2J\u009b2J\u007f\u202egpj.\u2066\u00e9\u80ba\ud83e\udec1\"\\";
    JsonNode tree = JsonMapper.shared().createObjectNode().put(name, name);
    String json = JsonText.pretty(tree);
    assertThat(json)
        .containsIgnoringCase(
            "a\\u001b[2J\\u009b2J\\u007f\\u202egpj.\\u2066\u00e9\u80ba\ud83e\udec1\\\"");
    assertThat(json.chars()).noneMatch(c -> c != '\n' && Character.isISOControl(c));
    assertThat(JsonMapper.shared().readTree(json)).isEqualTo(tree);
  }
}
