package dev.xraygpu.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void aMessageIsOneLineWhateverItQuotes() {
    Finding finding = Finding.of("a\nb.png", FindingCode.RARE_CLASS, "the class A\r\n\u001b[2J");
    assertThat(finding.message()).isEqualTo("the class A\\r\\n\\u001b[2J");
    // A path is what finds the file.
    assertThat(finding.path()).isEqualTo("a\nb.png");
    // Rules make findings of findings.
    assertThat(new Finding(finding.path(), finding.code(), finding.severity(), finding.message()))
        .isEqualTo(finding);
  }
}
