package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientIdentityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "xxxx",
        "********",
        "Anonymous",
        "ANONYMIZED",
        "anonymised",
        "De-Identified",
        "<unknown>",
        "N/A",
        "none",
        "REMOVED",
        "Patient ID"
      })
  void whatStandsInPlaceOfAnIdNamesNobody(String placeholder) {
    assertThat(PatientIdentity.of(placeholder).isNone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "000000",
        "1",
        "007",
        "ANON0001",
        "Anonymous-17",
        "X1",
        "patient12",
        "\u592a\u90ce"
      })
  void allOthersAreIds(String id) {
    assertThat(PatientIdentity.of(id).revealed()).isEqualTo(id);
  }

  @Test
  void spacesAroundDoNotCount() {
    assertThat(PatientIdentity.of(" 12-3 ")).isEqualTo(PatientIdentity.of("12-3"));
    assertThat(PatientIdentity.of("12-3")).isNotEqualTo(PatientIdentity.of("123"));
  }
}
