package dev.xraygpu.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xraygpu.failure.RunException;
import dev.xraygpu.pseudonym.PatientNames;
import dev.xraygpu.pseudonym.PatientPseudonyms;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UsualKeyPlaceTest {
  @Test
  void isNotCalledAnOptionThatNobodyGave() {
    PatientNames usual = PatientPseudonyms.ofUsualKey();
    if (usual.secret().isEmpty()) {
      System.out.println("UsualKeyPlaceTest is skipped: this user has no settings folder");
    }
    assumeTrue(usual.secret().isPresent(), "this user has no settings folder");
    Path key = usual.secret().get();
    Path folder = Objects.requireNonNull(key.getParent());
    assertThatThrownBy(() -> OutputLocation.requireSecretElsewhere(usual, folder, null))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(
            "the key of the patients' pseudonyms, by default " + key + ", lies in " + folder)
        .hasMessageEndingWith("; choose another place for the key with --pseudonym-key FILE");
    Path other = folder.resolveSibling("dataset");
    assertThatThrownBy(() -> OutputLocation.requireSecretElsewhere(usual, other, folder))
        .hasMessageContaining("choose another --out, or another place for the key");
    PatientNames named = PatientPseudonyms.ofKey(folder.resolve("mine"));
    assertThatThrownBy(() -> OutputLocation.requireSecretElsewhere(named, folder, null))
        .hasMessageStartingWith("--pseudonym-key " + folder.resolve("mine") + " lies in ");
  }
}
