package dev.xraygpu.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsualKeyFileTest {
  private static final String KEY = "xray-gpu/patient-pseudonym.key";

  @TempDir private Path folder;

  private Path full(String name) {
    return folder.resolve(name).toAbsolutePath();
  }

  @Test
  void theFolderOfSettingsComesFirst() {
    Map<String, String> environment =
        Map.of("XDG_CONFIG_HOME", full("settings").toString(), "HOME", full("home").toString());
    assertThat(UsualKeyFile.in(environment, full("java").toString(), false))
        .contains(full("settings").resolve(KEY));
  }

  @Test
  void theEnvironmentKnowsTheHomeThatTheSystemHasNoEntryFor() {
    assertThat(UsualKeyFile.in(Map.of("HOME", full("home").toString()), "?", false))
        .contains(full("home").resolve(".config").resolve(KEY));
  }

  @Test
  void withoutEnvironmentTheSystemsEntryIsTaken() {
    assertThat(UsualKeyFile.in(Map.of("HOME", ""), full("java").toString(), false))
        .contains(full("java").resolve(".config").resolve(KEY));
  }

  @Test
  void noPathIsRelativeToTheWorkingFolder() {
    assertThat(UsualKeyFile.in(Map.of(), "?", false)).isEmpty();
    assertThat(
            UsualKeyFile.in(Map.of("XDG_CONFIG_HOME", "settings", "HOME", "home"), "java", false))
        .isEmpty();
    assertThat(UsualKeyFile.in(Map.of("HOME", "home\0"), "", false)).isEmpty();
  }

  @Test
  void windowsHasItsOwnFolderOfSettings() {
    Map<String, String> environment =
        Map.of(
            "APPDATA", full("roaming").toString(),
            "XDG_CONFIG_HOME", full("settings").toString(),
            "HOME", full("home").toString());
    assertThat(UsualKeyFile.in(environment, full("java").toString(), true))
        .contains(full("roaming").resolve(KEY));
    assertThat(
            UsualKeyFile.in(Map.of("HOME", full("home").toString()), full("java").toString(), true))
        .contains(full("java").resolve(".config").resolve(KEY));
  }
}
