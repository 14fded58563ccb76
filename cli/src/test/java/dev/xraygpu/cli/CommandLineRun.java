package dev.xraygpu.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One call of the program, in this process.
 *
 * @param exitCode what the process would have ended with
 * @param out standard output
 * @param err standard error
 */
record CommandLineRun(int exitCode, String out, String err) {
  static CommandLineRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    int exitCode =
        XrayGpu.commandLine(texts)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(texts);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }

  /** A run on the CPU device, which says nothing of the devices that are not there. */
  static CommandLineRun preprocess(Path dataset, Path out, Object... more) {
    return of(
        Stream.concat(
                Stream.of("preprocess", dataset, "--out", out, "--device", "cpu"), Stream.of(more))
            .toArray());
  }

  /** A look at a file or folder, likewise. */
  static CommandLineRun inspect(Path input, Object... more) {
    return of(
        Stream.concat(Stream.of("inspect", input, "--device", "cpu"), Stream.of(more)).toArray());
  }

  List<String> errorLines() {
    return err.lines().toList();
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
