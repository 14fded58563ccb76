package dev.xraygpu.cli;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program. */
@Command(
    name = "xray-gpu",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Prepares whole chest X-ray datasets for machine learning.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  xray-gpu demo                                  a small sample dataset, the whole job",
      "  xray-gpu validate chest_xray                   what is wrong with the data",
      "  xray-gpu preprocess chest_xray --out arrays    arrays a model can read",
      "",
      "Exit codes: 0 done; 1 failed; 2 wrong usage; 3 validate found errors, or no image can be used.",
    })
public final class XrayGpu implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          PreprocessCommand.class,
          ValidateCommand.class,
          StatsCommand.class,
          InspectCommand.class,
          PipelineCommand.class,
          DevicesCommand.class,
          SelftestCommand.class,
          BenchCommand.class,
          DemoCommand.class);

  /** Set by the launcher if the output is a terminal: how many columns it has. */
  private static final String COLUMNS_PROPERTY = "xraygpu.page";

  private static final int WIDEST_HELP = 100;
  private static final int NARROWEST_HELP = 60;

  private static final Pattern DIGITS = Pattern.compile("[+-]?\\d+");

  @Spec CommandSpec spec;

  @Option(
      names = "--debug",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  boolean debug;

  /** Created by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  XrayGpu() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    NativeLibraryCache.settle();
    int code = execute(arguments);
    System.exit(
        LostOutput.exitCode(
            code, System.out, new FileOutputStream(FileDescriptor.out), System.err));
  }

  /** Runs the program and returns its exit code. */
  static int execute(String... arguments) {
    return commandLine(arguments).execute(arguments);
  }

  /**
   * The program's commands and what it does about failures.
   *
   * @param arguments that it will be given: a command that none of them names gets its name and
   *     description alone, since looking up the options of all commands takes longer than starting
   *     Java
   */
  static CommandLine commandLine(String... arguments) {
    Set<String> named = Set.copyOf(Arrays.asList(arguments));
    boolean fromFile = named.stream().anyMatch(argument -> argument.startsWith("@"));
    CommandLine commandLine = new CommandLine(new XrayGpu());
    for (Class<?> type : COMMANDS) {
      Command command = requireNonNull(type.getAnnotation(Command.class));
      if (fromFile || named.contains(command.name())) {
        commandLine.addSubcommand(new CommandLine(type));
      } else {
        CommandSpec outline = CommandSpec.create().name(command.name());
        outline.usageMessage().description(command.description());
        commandLine.addSubcommand(outline);
      }
    }
    if (named.contains("help")) {
      // What other programs call --help; a dataset of that name is a word behind its command.
      commandLine.addSubcommand(new CommandLine.HelpCommand());
    }
    commandLine.registerConverter(Path.class, XrayGpu::path);
    commandLine.registerConverter(Integer.class, wholeNumber(Integer::valueOf));
    commandLine.registerConverter(int.class, wholeNumber(Integer::valueOf));
    commandLine.registerConverter(Long.class, wholeNumber(Long::valueOf));
    commandLine.registerConverter(long.class, wholeNumber(Long::valueOf));
    commandLine.registerConverter(boolean.class, XrayGpu::flag);
    commandLine.setUsageHelpWidth(helpWidth());
    commandLine.setExecutionStrategy(Failures::run);
    commandLine.setParameterExceptionHandler(Failures::usage);
    commandLine.setExecutionExceptionHandler(Failures::execution);
    return commandLine;
  }

  // The launcher says how wide the terminal is that will show it; else help is the same everywhere.
  private static int helpWidth() {
    int columns = Integer.getInteger(COLUMNS_PROPERTY, 0);
    return columns <= 0 ? WIDEST_HELP : Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, columns));
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new TypeConversionException(
              "'" + text + "' is neither true nor false: the option alone means true");
    };
  }

  // picocli's own words are those of Java's types: "is not an int".
  private static <T> ITypeConverter<T> wholeNumber(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'"
                + text
                + (DIGITS.matcher(text).matches()
                    ? "' is too large a number"
                    : "' is no whole number, such as 4"));
      }
    };
  }

  // Java takes an empty name for the working folder; here it is a variable that a script left
  // unset.
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("the name is empty; the working folder is called .");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("cannot be a file's name: " + e.getMessage());
    }
  }
}
