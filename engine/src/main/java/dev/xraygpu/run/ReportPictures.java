package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.report.Picture;
import dev.xraygpu.report.ReportContent.Example;
import dev.xraygpu.report.ReportContent.StageSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes the few images that a report shows once more; each at most once. */
final class ReportPictures {
  private static final int STAGE_SIDE = 224;

  private final Dataset dataset;
  private final Device device;
  private final Decoders decoders;
  private final DecodeRequest request;
  private final FileBuffer buffer;
  private final Map<Integer, Optional<Picture>> seen = new HashMap<>();

  ReportPictures(Dataset dataset, Device device, Decoders decoders, DecodeRequest request) {
    this.dataset = dataset;
    this.device = device;
    this.decoders = decoders;
    this.request = request;
    this.buffer = new FileBuffer(request.limits());
  }

  /** A picture of a sample; nothing where no pixels can be made of it. */
  Optional<Picture> of(Sample sample) throws IOException {
    Optional<Picture> known = seen.get(sample.ordinal());
    if (known == null) {
      known = decode(sample);
      seen.put(sample.ordinal(), known);
    }
    return known;
  }

  private Optional<Picture> decode(Sample sample) throws IOException {
    if (dataset.rejection(sample).isPresent()) {
      return Optional.empty();
    }
    try {
      DecodedFile file = DecodedFile.read(dataset.file(sample), buffer, request, decoders);
      return Optional.of(Picture.of(file.pixels(), file.thumbnail(), Picture.SIDE));
    } catch (DecodeException | RuntimeException e) {
      return Optional.empty(); // its finding says why
    }
  }

  /** A sample after each of the first stages, none to all; nothing where a stage fails on it. */
  Optional<StageSequence> stages(Sample sample, Pipeline pipeline) throws DeviceException {
    List<Example> examples = new ArrayList<>();
    Path file = dataset.file(sample);
    List<Stage> stages = pipeline.stages();
    try {
      DecodedFile decoded = DecodedFile.read(file, buffer, request, decoders);
      List<StageSteps.Step> steps =
          new StageSteps(file, decoded, device, pipeline.faults()).each(stages);
      for (int i = 0; i < steps.size(); i++) {
        HostImage pixels = steps.get(i).pixels();
        examples.add(
            new Example(
                i == 0 ? "decoded" : stages.get(i - 1).name(),
                pixels.size().toString(),
                Optional.of(Picture.of(pixels, STAGE_SIDE))));
      }
    } catch (DecodeException | RunException e) {
      return Optional.empty(); // its finding says why
    }
    return Optional.of(new StageSequence(sample.path(), examples));
  }
}
