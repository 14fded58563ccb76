package dev.xraygpu.table;

import dev.xraygpu.quality.Finding;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code findings.csv} and {@code findings.json}: a row or an object per finding; those of the
 * dataset itself come first, without a path. Each object of the JSON array has a line of its own.
 */
public final class FindingsFile implements Closeable {
  /** The table's name. */
  public static final String NAME = "findings.csv";

  /** The JSON file's name. */
  public static final String JSON_NAME = "findings.json";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  private final CSVPrinter printer;
  private final BufferedWriter json;
  private boolean any;

  /** A table in a folder, open until it is closed. */
  public FindingsFile(Path folder) throws IOException {
    printer = new CSVPrinter(Files.newBufferedWriter(folder.resolve(NAME)), FORMAT);
    try {
      printer.printRecord("path", "code", "severity", "message");
      json = Files.newBufferedWriter(folder.resolve(JSON_NAME));
    } catch (IOException e) {
      printer.close();
      throw e;
    }
  }

  /** Appends a finding. */
  public void write(Finding finding) throws IOException {
    printer.printRecord(finding.path(), finding.code(), finding.severity(), finding.message());
    ObjectNode object = JsonMapper.shared().createObjectNode();
    object.put("path", finding.path());
    object.put("code", finding.code().toString());
    object.put("severity", finding.severity().toString());
    object.put("message", finding.message());
    object.put("remedy", finding.code().remedy());
    json.write(any ? ",\n" : "[\n");
    json.write(object.toString());
    any = true;
  }

  @Override
  public void close() throws IOException {
    try (json) {
      json.write(any ? "\n]\n" : "[]\n");
    } finally {
      printer.close();
    }
  }
}
