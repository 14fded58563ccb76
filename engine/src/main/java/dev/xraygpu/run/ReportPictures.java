package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.inspection.DecodedFile;
import dev.xraygpu.inspection.FileInspection;
import dev.xraygpu.inspection.StageSteps;
import dev.xraygpu.pass.FramePath;
import dev.xraygpu.picture.StagePicture;
import dev.xraygpu.pipeline.FrameChoice;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.report.Picture;
import dev.xraygpu.report.ReportContent.Example;
import dev.xraygpu.report.ReportContent.StageSequence;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Decodes the few images that a report shows once more, each at most once for its picture and once
 * for its stages, on some threads: they are the larger part of what a report costs. One that does
 * not fit into memory is left out: no page is worth the results.
 */
final class ReportPictures {
  private static final int STAGE_SIDE = 224;

  private final Dataset dataset;
  private final Device device;
  private final Decoders decoders;
  private final DecodeRequest request;
  private final ThreadLocal<FileBuffer> buffer;
  private final Map<Shown, Optional<Picture>> pictures = new HashMap<>();
  private final Set<Shown> tooLarge = new HashSet<>();
  private final List<StageSequence> sequences = new ArrayList<>();

  /**
   * Makes them all.
   *
   * @param shown images that are shown as they are, some of them more than once
   * @param staged samples that are shown after each stage
   * @param pipeline these stages
   * @param threads how many images are in work at a time
   */
  ReportPictures(
      Dataset dataset,
      Device device,
      Decoders decoders,
      DecodeRequest request,
      Collection<Shown> shown,
      List<Sample> staged,
      Pipeline pipeline,
      int threads)
      throws IOException, DeviceException {
    this.dataset = dataset;
    this.device = device;
    this.decoders = decoders;
    this.request = request;
    this.buffer = ThreadLocal.withInitial(() -> new FileBuffer(request.limits()));
    // The longest first.
    List<FutureTask<Optional<StageSequence>>> stages = new ArrayList<>();
    for (Sample sample : staged) {
      stages.add(new FutureTask<>(() -> stages(sample, pipeline)));
    }
    Map<Shown, FutureTask<Optional<Picture>>> decoded = new LinkedHashMap<>();
    for (Shown image : shown) {
      decoded.computeIfAbsent(image, i -> new FutureTask<>(() -> decode(i)));
    }
    run(Stream.concat(stages.stream(), decoded.values().stream()).toList(), threads);
    for (int i = 0; i < stages.size(); i++) {
      Sample sample = staged.get(i);
      get(stages.get(i), () -> stages(sample, pipeline)).flatMap(s -> s).ifPresent(sequences::add);
    }
    for (Shown image : shown) {
      FutureTask<Optional<Picture>> task = decoded.remove(image);
      if (task != null) {
        Optional<Optional<Picture>> picture = get(task, () -> decode(image));
        pictures.put(image, picture.flatMap(p -> p));
        if (picture.isEmpty()) {
          tooLarge.add(image);
        }
      }
    }
  }

  private static void run(List<? extends Runnable> tasks, int threads) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      tasks.forEach(workers::execute);
      workers.shutdown();
      while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
        // Pictures of large files take long.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; --resume goes on from here");
    } finally {
      workers.shutdownNow();
    }
  }

  /**
   * What a finished task made. One that ran out of memory is done again, now that no other needs
   * any: what the page shows is not to depend on what ran beside it.
   *
   * @return nothing if the memory does not suffice for it alone
   */
  private static <T> Optional<T> get(Future<T> finished, Callable<T> again)
      throws IOException, DeviceException {
    try {
      return Optional.of(result(finished));
    } catch (OutOfMemoryError e) {
      try {
        FutureTask<T> alone = new FutureTask<>(again);
        alone.run();
        return Optional.of(result(alone));
      } catch (OutOfMemoryError notEvenAlone) {
        return Optional.empty();
      }
    }
  }

  private static <T> T result(Future<T> future) throws IOException, DeviceException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; --resume goes on from here");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeviceException failure
          && failure.getCause() instanceof OutOfMemoryError memory) {
        throw memory;
      }
      if (e.getCause() instanceof DeviceException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a picture of the report could not be made", e.getCause());
    }
  }

  /**
   * What is shown.
   *
   * @param frame number from 1; 0 for that frame which stands for the file
   */
  record Shown(Sample sample, int frame) {
    private String path() {
      return FramePath.of(sample.path(), frame);
    }
  }

  /** One of the shown images, with its picture or why there is none. */
  Example example(Shown image, String note) {
    Optional<Picture> picture = pictures.getOrDefault(image, Optional.empty());
    return tooLarge.contains(image)
        ? new Example(image.path(), note, picture, "no memory for its pixels")
        : new Example(image.path(), note, picture);
  }

  /** The staged samples after each of the first stages, none to all, without those that fail. */
  List<StageSequence> stages() {
    return List.copyOf(sequences);
  }

  private Optional<Picture> decode(Shown image) {
    Sample sample = image.sample();
    if (dataset.rejection(sample).isPresent()) {
      return Optional.empty();
    }
    try {
      DecodedFile file =
          DecodedFile.read(dataset.file(sample), buffer.get(), request(image.frame()), decoders);
      return Optional.of(Picture.of(file.pixels(), file.thumbnail()));
    } catch (DecodeException | RuntimeException e) {
      return Optional.empty(); // its finding says why
    }
  }

  private DecodeRequest request(int frame) {
    Rendering all = request.rendering();
    return frame == 0
        ? request
        : new DecodeRequest(
            request.limits(),
            request.verification(),
            new Rendering(all.window(), all.bits(), all.depth(), new FrameChoice(frame)));
  }

  private Optional<StageSequence> stages(Sample sample, Pipeline pipeline) throws DeviceException {
    List<Example> examples = new ArrayList<>();
    Path file = dataset.file(sample);
    List<Stage> stages = pipeline.stages();
    try {
      DecodedFile decoded = DecodedFile.read(file, buffer.get(), request, decoders);
      List<StageSteps.Step> steps =
          new StageSteps(file, decoded, device, pipeline.faults()).each(stages);
      List<StagePicture> pictures =
          FileInspection.pictures(decoded, pipeline, steps, DecodedFile.name(file), STAGE_SIDE);
      for (int i = 0; i < steps.size(); i++) {
        examples.add(
            new Example(
                i == 0 ? "decoded" : stages.get(i - 1).name(),
                steps.get(i).pixels().size().toString(),
                Optional.of(Picture.of(pictures.get(i).alone()))));
      }
    } catch (DecodeException | RunException | RuntimeException e) {
      return Optional.empty(); // its finding says why, and no page is worth the results
    }
    return Optional.of(new StageSequence(sample.path(), examples));
  }
}
