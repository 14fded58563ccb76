package dev.xraygpu.pseudonym;

import dev.xraygpu.decode.PatientIdentity;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Names patients by HMAC-SHA256 of their id under a key that the user keeps: the same patient has
 * the same name in every run with the key, and without the key nobody can find the id by trying all
 * ids. Of the digest, 80 bits are used: among a million patients, the chance that two share a name
 * is below 1 in 10^12.
 *
 * <p>The key's file is read, or made, when the first patient is met, so that a dataset that names
 * none never makes one.
 */
public final class PatientPseudonyms implements PatientNames {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "xray-gpu patient\0".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST_BYTES = 10;
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";

  private final Optional<Path> keyFile;
  private @Nullable SecretKeySpec key;

  private PatientPseudonyms(Optional<Path> keyFile) {
    this.keyFile = keyFile.map(file -> file.toAbsolutePath().normalize());
  }

  /** Pseudonyms under the key in a file, which is made if it is not there. */
  public static PatientPseudonyms ofKey(Path file) {
    return new PatientPseudonyms(Optional.of(file));
  }

  /**
   * Pseudonyms under the user's own key, in {@code ~/.config/xray-gpu/patient-pseudonym.key} or
   * where the system keeps such files. Of a user without such a folder, no patient can be named.
   */
  public static PatientPseudonyms ofUsualKey() {
    return new PatientPseudonyms(UsualKeyFile.ofThisUser());
  }

  /** Whether a file is the one of {@link #ofUsualKey}. */
  public static boolean isUsualKey(Path file) {
    return UsualKeyFile.ofThisUser().filter(file::equals).isPresent();
  }

  @Override
  public String of(PatientIdentity patient) throws RunException {
    if (patient.isNone()) {
      return "";
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      mac.update(PURPOSE);
      return "p-" + base32(mac.doFinal(patient.bytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public Optional<Path> secret() {
    return keyFile;
  }

  private synchronized SecretKeySpec key() throws RunException {
    SecretKeySpec known = key;
    if (known == null) {
      try {
        known = new SecretKeySpec(PseudonymKeyFile.readOrMake(place()), ALGORITHM);
      } catch (IOException e) {
        throw new RunException(
            "the key of the patients' pseudonyms cannot be used: "
                + FileFailure.describe(e)
                + "; choose another place with --pseudonym-key FILE, or --keep-ids",
            e);
      }
      key = known;
    }
    return known;
  }

  private Path place() throws RunException {
    return keyFile.orElseThrow(
        () ->
            new RunException(
                "the key of the patients' pseudonyms has no place, as neither XDG_CONFIG_HOME, HOME"
                    + " nor the system names a folder of this user by its full path; name the file"
                    + " with --pseudonym-key FILE, or write the ids with --keep-ids"));
  }

  // Five bits a letter: shorter than hexadecimal, and the same on systems that ignore case.
  private static String base32(byte[] digest) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (int i = 0; i < DIGEST_BYTES; i++) {
      bits = bits << 8 | (digest[i] & 0xff);
      held += 8;
      while (held >= 5) {
        held -= 5;
        text.append(DIGITS.charAt(bits >>> held & 31));
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "pseudonyms under " + keyFile.map(Path::toString).orElse("no key");
  }
}
