package dev.xraygpu.cli;

import dev.xraygpu.configuration.Configuration;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pseudonym.PatientNames;
import dev.xraygpu.pseudonym.PatientPseudonyms;
import dev.xraygpu.quality.OnInvalid;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How a pass goes over a dataset. */
final class PassOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Workers; the default is one per processor. Changes no byte of the results.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images in flight per worker; the default is the device's own choice.")
  int batch;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "Larger images are refused before memory is taken (default: ${DEFAULT-VALUE}).")
  long maxPixels = DecodeLimits.DEFAULT.maxPixels();

  @Option(
      names = "--max-file-bytes",
      paramLabel = "N",
      description = "Larger files are refused before they are read (default: ${DEFAULT-VALUE}).")
  long maxFileBytes = DecodeLimits.DEFAULT.maxFileBytes();

  @Option(
      names = "--verify-decode",
      description = "Decode every image with all decoders that have its format, which must agree.")
  boolean verifyDecode;

  @Option(
      names = "--pseudonym-key",
      paramLabel = "FILE",
      description =
          "Key of the names that stand for patients' ids; made if it is not there, to be kept and"
              + " kept secret. The default is in your settings folder.")
  @Nullable Path pseudonymKey;

  @Option(
      names = "--keep-ids",
      description = "Write patients' ids as they stand in DICOM files, instead of pseudonyms.")
  boolean keepIds;

  /** The patients' key, if one is named; it may not be written over. */
  Optional<Path> keyFile() {
    return Optional.ofNullable(pseudonymKey);
  }

  PassSettings settings(OnInvalid onInvalid, CommandSpec spec) {
    try {
      return new PassSettings(
          threads,
          batch,
          onInvalid,
          Configuration.DEFAULT,
          new DecodeLimits(maxPixels, maxFileBytes),
          verification(),
          patients(spec),
          FaultChoices.NONE);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private PatientNames patients(CommandSpec spec) {
    if (keepIds && pseudonymKey != null) {
      throw new ParameterException(
          spec.commandLine(), "--keep-ids and --pseudonym-key exclude each other");
    }
    if (keepIds) {
      return PatientNames.REVEALED;
    }
    return pseudonymKey == null
        ? PatientPseudonyms.ofUsualKey()
        : PatientPseudonyms.ofKey(pseudonymKey);
  }

  /** How single files are opened. */
  DecodeRequest request(Rendering rendering, CommandSpec spec) {
    return new DecodeRequest(settings(OnInvalid.DROP, spec).limits(), verification(), rendering);
  }

  DecodeVerification verification() {
    return verifyDecode ? DecodeVerification.FULL : DecodeVerification.QUICK;
  }
}
