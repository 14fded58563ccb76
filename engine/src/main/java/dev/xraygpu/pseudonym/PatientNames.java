package dev.xraygpu.pseudonym;

import dev.xraygpu.decode.PatientIdentity;
import dev.xraygpu.failure.RunException;
import java.nio.file.Path;
import java.util.Optional;

/** How results name patients that files name. Thread-safe. */
public sealed interface PatientNames permits PatientPseudonyms, PatientNames.Revealed {
  /** Ids as they stand in the files. */
  PatientNames REVEALED = new Revealed();

  /**
   * What stands for a patient in the results; empty for nobody.
   *
   * @throws RunException if the key of the pseudonyms cannot be read or made
   */
  String of(PatientIdentity patient) throws RunException;

  /** A file that must stay out of datasets and results, if there is one. */
  Optional<Path> secret();

  /** Patients keep their ids: the user has asked for it. */
  final class Revealed implements PatientNames {
    private Revealed() {}

    @Override
    public String of(PatientIdentity patient) {
      return patient.revealed();
    }

    @Override
    public Optional<Path> secret() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "ids";
    }
  }
}
