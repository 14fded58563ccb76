package dev.xraygpu.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command line as it was given, without what changes no byte of the results: so a report of the
 * same results is the same, and says how to get them again.
 */
final class CommandText {
  private static final Set<String> OF_THIS_RUN =
      Set.of("--threads", "--batch", "--resume", "--overwrite", "--json", "--debug");
  private static final String OUT = "--out";
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private CommandText() {}

  /** The command line, its output folder as {@code OUT}. */
  static String of(CommandSpec spec) {
    ParseResult parsed = spec.commandLine().getParseResult();
    List<String> words = new ArrayList<>(List.of(spec.qualifiedName()));
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (parsed.hasMatchedPositional(parameter)) {
        parameter.originalStringValues().forEach(value -> words.add(quoted(value)));
      }
    }
    for (OptionSpec option : spec.options()) {
      String name = option.longestName();
      if (!parsed.hasMatchedOption(option) || OF_THIS_RUN.contains(name)) {
        continue;
      }
      if (name.equals(OUT)) {
        words.addAll(List.of(name, "OUT"));
      } else if (option.arity().max() > 0) {
        option.originalStringValues().forEach(value -> words.addAll(List.of(name, quoted(value))));
      } else {
        words.add(name);
      }
    }
    return String.join(" ", words);
  }

  private static String quoted(String value) {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
