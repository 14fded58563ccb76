package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.PixelSpool;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.sink.LabelArray;
import dev.xraygpu.sink.NpySink;
import dev.xraygpu.sink.OutputFormat;
import dev.xraygpu.sink.PngSink;
import dev.xraygpu.sink.Shards;
import dev.xraygpu.sink.Sink;
import dev.xraygpu.sink.WebDatasetSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files that a preprocess run leaves, before they get their final names. */
final class PreprocessResults {
  private final PreprocessRun.Request request;
  private final Device device;
  private final Decoders decoders;
  private final DatasetCheckOptions checks;
  private final String command;
  private final RunListener listener;

  /**
   * Of one run.
   *
   * @param command the command line that asks for it, for the report; empty if there is none
   */
  PreprocessResults(
      PreprocessRun.Request request,
      Device device,
      Decoders decoders,
      DatasetCheckOptions checks,
      String command,
      RunListener listener) {
    this.request = request;
    this.device = device;
    this.decoders = decoders;
    this.checks = checks;
    this.command = command;
    this.listener = listener;
  }

  /**
   * Writes all of them.
   *
   * @param folder receives them
   * @param identity names the run exactly
   * @param resolved the pipeline with the numbers by which values are normalised
   * @param statistics of the training split, if there is one
   * @param found what the checks of the dataset as a whole found
   * @return what became of the samples
   */
  Tally write(
      Path folder,
      String identity,
      FinishedPass pass,
      PixelSpool spool,
      Pipeline resolved,
      Optional<TrainStatistics> statistics,
      DatasetChecks found)
      throws IOException, DeviceException {
    Dataset dataset = pass.dataset();
    listener.begin(RunListener.Phase.WRITE, dataset.samples().size());
    Shards shards = new Shards(pass.kept(), request.shardSize());
    try (Sink sink = openSink(folder, dataset, shards, resolved)) {
      DatasetAnalysis analysis =
          DatasetAnalysis.of(pass, request.settings()).withDuplicates(found.duplicates());
      analysis.findings().addAll(found.findings());
      ResultAssembly assembly =
          new ResultAssembly(
              dataset,
              pass.journal(),
              request.settings().policy(),
              analysis.findings(),
              checks.extent());
      Tally tally =
          assembly.writeAll(
              folder,
              new ResultAssembly.PixelOutput(
                  spool, sink, request.pipeline(), request.format(), shards),
              request.settings().threads(),
              listener);
      sink.finish();
      analysis.writeTables(folder, dataset, checks.extent());
      writeClasses(folder, dataset.classes());
      LabelsFile.write(folder, dataset, tally, request.labels());
      if (request.format() == OutputFormat.WEBDATASET) {
        ShardsFile.write(folder, shards);
      }
      if (statistics.isPresent()) {
        StatisticsFile.write(folder.resolve("statistics.json"), statistics.get());
      }
      if (checks.extent() == CheckExtent.DATASET) {
        new ReportAssembly(
                dataset, device, decoders, request.pipeline().rendering(), request.settings())
            .write(
                folder,
                new ReportAssembly.Job(request.pipeline(), true, command),
                analysis,
                tally,
                assembly.excerpt(),
                statistics);
      }
      PipelineFile.write(
          folder,
          request,
          dataset,
          identity,
          resolved,
          checks.extent(),
          device.description(),
          decoders);
      return tally;
    } finally {
      listener.end(RunListener.Phase.WRITE);
    }
  }

  private Sink openSink(Path folder, Dataset dataset, Shards shards, Pipeline resolved)
      throws IOException {
    LabelArray labels =
        dataset
            .labelSets()
            .map(sets -> LabelArray.ofSets(sets, request.labels()))
            .orElseGet(() -> LabelArray.ofClasses(dataset.classes()));
    return switch (request.format()) {
      case NPY -> {
        List<Split> present = List.copyOf(dataset.splits());
        Size size = resolved.resize().map(Resize::target).orElseThrow();
        yield new NpySink(
            folder, present, labels, size, resolved.dtype(), resolved.normalization());
      }
      case PNG -> new PngSink(folder);
      case WEBDATASET ->
          new WebDatasetSink(folder, shards, labels, resolved.dtype(), resolved.normalization());
    };
  }

  private static void writeClasses(Path folder, List<String> classes) throws IOException {
    ObjectNode numbers = JsonMapper.shared().createObjectNode();
    for (int i = 0; i < classes.size(); i++) {
      numbers.put(classes.get(i), i);
    }
    Files.writeString(folder.resolve("classes.json"), JsonText.pretty(numbers));
  }
}
