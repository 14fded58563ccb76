package dev.xraygpu.cli;

import dev.xraygpu.yaml.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with arguments that no option, parameter or command takes. */
final class UnmatchedArguments {
  private UnmatchedArguments() {}

  /**
   * Says it of a failure, if that is it. A mistyped {@code --outt DIR} also leaves {@code --out}
   * missing, and what was typed says more about it than what was not.
   */
  static Optional<String> describe(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    boolean unmatched = failure instanceof UnmatchedArgumentException;
    if (!unmatched && !(failure instanceof MissingParameterException)) {
      return Optional.empty();
    }
    for (String argument : command.getUnmatchedArguments()) {
      if (argument.startsWith("-") && argument.length() > 1) {
        return Optional.of(unknownOption(argument.replaceFirst("=.*", ""), command));
      }
    }
    return unmatched
        ? Optional.of(surplus(command.getUnmatchedArguments().get(0), command))
        : Optional.empty();
  }

  private static String unknownOption(String typed, CommandLine command) {
    List<String> known = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
    if (known.contains(typed)) {
      return "the option " + typed + " stands behind --, where names begin: put it before --";
    }
    return "unknown option "
        + typed
        + NearestWord.to(typed, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static String surplus(String typed, CommandLine command) {
    Set<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "'" + typed + "' is one argument too many; write quotes around a name with spaces"
        : "no command is called " + NearestWord.amongst(typed, commands);
  }
}
