package dev.xraygpu.pseudonym;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the key of a user who names none is kept: in the folder of settings, which {@code
 * XDG_CONFIG_HOME} names, or which is {@code .config} in the home folder. Only a full path is one:
 * under a relative one the same patient had another pseudonym in every working folder, and the
 * secret lay among the work.
 */
final class UsualKeyFile {
  private UsualKeyFile() {}

  /** The file for the user who runs this program; nothing where no folder is the user's own. */
  static Optional<Path> ofThisUser() {
    return in(
        System.getenv(),
        System.getProperty("user.home", ""),
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"));
  }

  /**
   * The file for a user; nothing where no folder is the user's own.
   *
   * @param environment the variables of the process
   * @param javaHome the home folder by Java, which is {@code ?} where the system has no entry for
   *     the user, as in many containers
   * @param onWindows whether {@code APPDATA} comes first and {@code HOME} means nothing
   */
  static Optional<Path> in(Map<String, String> environment, String javaHome, boolean onWindows) {
    Optional<Path> settings = fullPath(environment.get("XDG_CONFIG_HOME"));
    if (onWindows && environment.containsKey("APPDATA")) {
      settings = fullPath(environment.get("APPDATA"));
    }
    return settings
        .or(() -> home(environment, javaHome, onWindows).map(home -> home.resolve(".config")))
        .map(folder -> folder.resolve("xray-gpu").resolve("patient-pseudonym.key"));
  }

  private static Optional<Path> home(
      Map<String, String> environment, String javaHome, boolean onWindows) {
    Optional<Path> own = onWindows ? Optional.empty() : fullPath(environment.get("HOME"));
    return own.or(() -> fullPath(javaHome));
  }

  private static Optional<Path> fullPath(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty(); // cannot be a folder
    }
  }
}
