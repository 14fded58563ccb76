package dev.xraygpu.cli;

import dev.xraygpu.bench.BenchmarkPage;
import dev.xraygpu.bench.BenchmarkReport;
import dev.xraygpu.bench.BenchmarkTable;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.file.WholeFile;
import dev.xraygpu.run.OutputLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which form {@code bench} says what it measured. */
final class BenchOutput {
  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts, too.")
  @Nullable Path html;

  @Option(names = "--overwrite", description = "Replace an earlier page of that name.")
  boolean overwrite;

  /** Whether the table alone is wanted. */
  boolean isPlain() {
    return !json && html == null && !overwrite;
  }

  /**
   * Refuses a page that could not be written when all is measured.
   *
   * @param dataset in which no page may lie, unless phantoms are measured
   */
  void require(Optional<Path> dataset) throws IOException, RunException {
    if (html != null) {
      if (dataset.isPresent()) {
        OutputLocation.requireFile(dataset.get(), "--html", html);
      } else {
        OutputLocation.requireFile("--html", html);
      }
      OutputFile.requireNew("--html", html, overwrite);
    }
  }

  void write(BenchmarkReport report, PrintWriter out) throws IOException {
    if (json) {
      out.println(report.toJson().toPrettyString());
    } else {
      BenchmarkTable.of(report).forEach(out::println);
    }
    if (html != null) {
      WholeFile.replace(
          html, unfinished -> Files.writeString(unfinished, BenchmarkPage.of(report)));
      if (!json) {
        out.println("Page with charts: " + html);
      }
    }
    out.flush();
  }
}
