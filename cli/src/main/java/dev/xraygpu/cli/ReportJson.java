package dev.xraygpu.cli;

import dev.xraygpu.dataset.LabelValue;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.run.CheckExtent;
import dev.xraygpu.run.CorrectedSplits;
import dev.xraygpu.run.LabelCounts;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.run.StatisticsFile;
import dev.xraygpu.run.Tally;
import dev.xraygpu.run.TrainStatistics;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The summaries for other programs. */
final class ReportJson {
  private ReportJson() {}

  static ObjectNode preprocess(RunReport report, CheckExtent checks, Path folder) {
    ObjectNode root = validate(report);
    root.put("out", folder.toString());
    root.put("checks", checks.toString());
    root.put("resumed", report.resumed());
    report.statistics().ifPresent(s -> root.set("statistics", statistics(s)));
    return root;
  }

  static ObjectNode finishedBefore(Path folder) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("out", folder.toString());
    root.put("alreadyFinished", true);
    return root;
  }

  static ObjectNode validate(RunReport report) {
    Tally tally = report.tally();
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("layout", report.layout().toString());
    root.put("files", tally.files());
    root.put("images", tally.samplesInAll());
    for (SampleStatus status : SampleStatus.values()) {
      root.put(status.toString(), tally.count(status));
    }
    ArrayNode samples = root.putArray("samples");
    tally
        .samples()
        .forEach(
            (split, classes) ->
                classes.forEach(
                    (label, counts) -> {
                      ObjectNode row = samples.addObject();
                      row.put("split", split.directory());
                      row.put("label", label);
                      for (SampleStatus status : SampleStatus.values()) {
                        row.put(status.toString(), counts.getOrDefault(status, 0L));
                      }
                    }));
    if (!tally.labels().isEmpty()) {
      ArrayNode labels = root.putArray("labels");
      tally.labels().forEach((split, counts) -> labels(split, report.classes(), counts, labels));
    }
    ArrayNode findings = root.putArray("findings");
    tally
        .codes()
        .forEach(
            (code, found) -> {
              ObjectNode row = findings.addObject();
              row.put("code", code.toString());
              found.bySeverity().forEach((s, count) -> row.put(s.toString(), count));
              ArrayNode examples = row.putArray("examples");
              for (Finding finding : found.examples()) {
                ObjectNode example = examples.addObject();
                example.put("path", finding.path());
                example.put("message", finding.message());
              }
            });
    report.splits().ifPresent(splits -> root.set("correctedSplits", correctedSplits(splits)));
    root.put("device", report.device().provider());
    root.put("threads", report.threads());
    root.put("seconds", report.elapsed().toNanos() / 1e9);
    return root;
  }

  private static void labels(
      Split split, List<String> classes, LabelCounts counts, ArrayNode labels) {
    for (int i = 0; i < classes.size(); i++) {
      ObjectNode row = labels.addObject();
      row.put("split", split.directory());
      row.put("class", classes.get(i));
      for (LabelValue value : LabelValue.values()) {
        row.put(value.toString(), counts.of(i, value));
      }
    }
  }

  private static ObjectNode correctedSplits(CorrectedSplits splits) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("file", splits.file().toString());
    root.put("moved", splits.moved());
    ObjectNode images = root.putObject("images");
    splits.images().forEach((split, count) -> images.put(split.directory(), count));
    return root;
  }

  /** Without the histograms, which the file holds. */
  static ObjectNode statistics(TrainStatistics statistics) {
    ObjectNode root = StatisticsFile.toTree(statistics);
    ((ObjectNode) root.get("input")).remove("histogram");
    ((ObjectNode) root.get("processed")).remove("histogram");
    return root;
  }
}
