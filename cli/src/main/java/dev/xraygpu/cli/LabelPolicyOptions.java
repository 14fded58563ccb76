package dev.xraygpu.cli;

import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.LabelPolicy;
import dev.xraygpu.sink.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What labels become, where they are written, of images that may have several classes. */
final class LabelPolicyOptions {
  @Option(
      names = "--uncertain",
      paramLabel = "WHAT",
      description =
          "Where images may have several classes, what -1 becomes in the labels that are written:"
              + " keep (default), zero, one or nan; zero,Edema=one,Atelectasis=one where classes"
              + " differ.")
  @Nullable String uncertain;

  @Option(
      names = "--blank",
      paramLabel = "WHAT",
      description = "Likewise what nothing is said of: keep (default, NaN) or zero.")
  @Nullable String blank;

  LabelPolicy policy(OutputFormat format, CommandSpec spec) {
    LabelPolicy policy = LabelPolicy.KEEP;
    try {
      if (uncertain != null) {
        policy = policy.withUncertain(uncertain);
      }
      if (blank != null) {
        policy = policy.withBlank(blank);
      }
    } catch (DatasetException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    if (format == OutputFormat.PNG && !policy.isKeep()) {
      throw new ParameterException(
          spec.commandLine(),
          "--format png writes no numbers of labels: leave --uncertain and --blank out");
    }
    return policy;
  }
}
