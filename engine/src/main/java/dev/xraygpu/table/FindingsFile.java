package dev.xraygpu.table;

import dev.xraygpu.quality.Finding;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private final CsvTable table;
  private final BufferedWriter json;
  private boolean any;

  /** A table in a folder, open until it is closed. */
  public FindingsFile(Path folder) throws IOException {
    table = CsvTable.create(folder.resolve(NAME), List.of("path", "code", "severity", "message"));
    try {
      json = Files.newBufferedWriter(folder.resolve(JSON_NAME));
    } catch (IOException e) {
      table.close();
      throw e;
    }
  }

  /** Appends a finding. */
  public void write(Finding finding) throws IOException {
    table.row(finding.path(), finding.code(), finding.severity(), finding.message());
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
      table.close();
    }
  }
}
