package dev.xraygpu.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void whatATerminalWouldObeyIsEscaped() {
    assertThat(OneLine.of("a\nb\r\tc\u001b[2J\u2028\u0085"))
        .isEqualTo("a\\nb\\r\\tc\\u001b[2J\\u2028\\u0085");
  }

  @Test
  void whatMakesALineReadAsAnotherIsEscaped() {
    assertThat(OneLine.whole("scan\u202egpj.exe \u2066x\u2069"))
        .isEqualTo("scan\\u202egpj.exe \\u2066x\\u2069");
    assertThat(OneLine.whole("a\ud83eb")).isEqualTo("a\\ud83eb");
  }

  @Test
  void lettersOfAllLanguagesStay() {
    for (String name :
        new String[] {"Lungenentzündung", "肺炎", "ذات\u200cالرئة", "\ud83e\udec1", "a\\nb"}) {
      assertThat(OneLine.whole(name)).isEqualTo(name);
    }
  }

  @Test
  void longTextsLoseTheirMiddle() {
    assertThat(OneLine.of("a".repeat(300))).isEqualTo("a".repeat(300));
    assertThat(OneLine.of("a".repeat(200) + "b".repeat(200)))
        .isEqualTo("a".repeat(150) + "..." + "b".repeat(150));
  }

  // Tables and the journal refuse half a character, so a finding that held one would end the run.
  @Test
  void noCharacterIsCutInHalf() {
    String lungs = "\ud83e\udec1";
    for (int shift = 0; shift < 2; shift++) {
      String shown = OneLine.of("a".repeat(shift) + lungs.repeat(200) + "a".repeat(shift));
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown)).isTrue();
      assertThat(shown).contains("...").hasSizeBetween(301, 303);
    }
  }
}
