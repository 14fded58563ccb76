package dev.xraygpu.cli;

import dev.xraygpu.bench.BenchmarkPage;
import dev.xraygpu.bench.BenchmarkReport;
import dev.xraygpu.bench.BenchmarkTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which form {@code bench} says what it measured. */
final class BenchOutput {
  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts, too.")
  @Nullable Path html;

  void write(BenchmarkReport report, PrintWriter out) throws IOException {
    if (json) {
      out.println(report.toJson().toPrettyString());
    } else {
      BenchmarkTable.of(report).forEach(out::println);
    }
    if (html != null) {
      Files.writeString(html, BenchmarkPage.of(report));
      if (!json) {
        out.println("Page with charts: " + html);
      }
    }
    out.flush();
  }
}
