package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientNamingTest {
  @ParameterizedTest
  @CsvSource({
    "train/PNEUMONIA/person12_bacteria_3.jpeg,person12",
    "person1614_virus_2800.jpeg,person1614",
    "test/NORMAL/IM-0115-0001.jpeg,IM-0115",
    "test/NORMAL/IM-0467-0001-0002.jpeg,IM-0467",
    "NORMAL2-IM-0366-0001.jpeg,NORMAL2-IM-0366",
    "train/NORMAL/NORMAL2-IM-1020-0001-0001.jpeg,NORMAL2-IM-1020",
    "BACTERIA-1008087-0001.jpeg,BACTERIA-1008087",
    "images_001/00000013_005.png,00000013",
    "train/patient00001/study1/view1_frontal.jpg,patient00001",
    "patient_7/a.png,patient_7",
    "patient00001_study1_view1_frontal.jpg,patient00001",
    "files/p10/p10000032/s50414267/02aa804e.jpg,p10000032",
    "sub-S03047/ses-E06100/mod-rx/sub-S03047_ses-E06100_dx.png,sub-S03047",
    "sub-01_ses-2_dx.png,sub-01"
  })
  void usualNames(String path, String patient) throws DatasetException {
    assertThat(PatientNaming.USUAL.patientOf(path)).isEqualTo(patient);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train/NORMAL/image.png",
        "person.jpeg",
        "person12.jpeg",
        "p10/a.png",
        "123_456.png",
        "patients/1.png",
        "xperson12_bacteria_3.jpeg",
        "IM-0115.jpeg",
        "sub-normal.png",
        "sub-acute/1.png",
        "sub-acute_2.png",
        "1.2.276.0.7230010.3.1/1.png"
      })
  void unknownNames(String path) throws DatasetException {
    assertThat(PatientNaming.USUAL.patientOf(path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "site(?<x>\\d)/(?<patient>p\\d+),p77",
    "site(\\d)/(p\\d+),3",
    "p\\d+,p77",
    "q\\d+,''",
    "(q)|p77,''",
    "(?x)(?<patient> p77 ) # a comment,p77",
    "\\(?<patient>|p77,p77"
  })
  void patterns(String regex, String patient) throws DatasetException {
    assertThat(PatientNaming.pattern(regex).patientOf("a/site3/p77.png")).isEqualTo(patient);
  }

  @Test
  void badPattern() {
    assertThatThrownBy(() -> PatientNaming.pattern("(person\\d+"))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("the patient pattern (person\\d+ is not a regular expression: ")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> PatientNaming.pattern(""))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|a)*b", "((a|b|ab)*)*c"})
  @Timeout(60)
  void patternsThatNeverEnd(String regex) throws DatasetException {
    PatientNaming naming = PatientNaming.pattern(regex);
    assertThatThrownBy(() -> naming.patientOf("a".repeat(4000)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("takes too long on aaa")
        .hasMessageContaining("repetition");
  }

  @Test
  void patientFolders() {
    assertThat(PatientNaming.isPatientFolder("patient00001")).isTrue();
    assertThat(PatientNaming.isPatientFolder("p10")).isTrue();
    assertThat(PatientNaming.isPatientFolder("p10000032")).isTrue();
    assertThat(PatientNaming.isPatientFolder("PA000001")).isTrue();
    assertThat(PatientNaming.isPatientFolder("PT000001")).isTrue();
    assertThat(PatientNaming.isPatientFolder("ST00001")).isTrue();
    assertThat(PatientNaming.isPatientFolder("PA1")).isFalse();
    assertThat(PatientNaming.isPatientFolder("PNEUMONIA")).isFalse();
    assertThat(PatientNaming.isPatientFolder("patients")).isFalse();
  }
}
