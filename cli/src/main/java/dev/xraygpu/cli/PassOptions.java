package dev.xraygpu.cli;

import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.run.Configuration;
import dev.xraygpu.run.PassSettings;
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
      description =
          "Check the compressed data of every JPEG to its last bit; costs about half of the"
              + " decode.")
  boolean verifyDecode;

  PassSettings settings(OnInvalid onInvalid, CommandSpec spec) {
    try {
      return new PassSettings(
          threads,
          batch,
          onInvalid,
          Configuration.DEFAULT,
          new DecodeLimits(maxPixels, maxFileBytes),
          verification());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  DecodeLimits limits(CommandSpec spec) {
    return settings(OnInvalid.DROP, spec).limits();
  }

  DecodeVerification verification() {
    return verifyDecode ? DecodeVerification.FULL : DecodeVerification.QUICK;
  }
}
