package dev.xraygpu.bench;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Crop;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.run.CheckExtent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a benchmark measures: reading, decoding, stages and jobs, for every combination of the
 * settings.
 *
 * @param root the dataset, with a training split
 * @param scratch a folder for results, on the disk that they would be written to
 * @param devices with names that differ
 * @param threads numbers of workers
 * @param batches images in a lane; 0 for the device's choice
 * @param sizes of the results
 * @param cold whether reading from the disk is measured, too, which takes the right to drop the
 *     system's file cache
 */
public record BenchmarkPlan(
    Path root,
    Path scratch,
    List<BenchmarkedDevice> devices,
    List<Integer> threads,
    List<Integer> batches,
    List<Size> sizes,
    boolean cold) {
  /** Stages alone work on so many images at most, which stay in memory. */
  private static final int STAGE_IMAGES = 24;

  /** And do so several times, since the system's clock of the processor ticks at 100 Hz. */
  private static final int STAGE_GOES = 20;

  /** Of non-local means, which takes a thousand times longer than the median filter. */
  private static final int SLOW_IMAGES = 6;

  /** Stages whose work is to decide, on the host and the same for every device. */
  private static final Map<String, Stage> DECIDED = decided();

  /** Noise filters that a pipeline may have instead of the tutorial's. */
  private static final List<Stage> FILTERS =
      List.of(new MedianBlur(5), new BilateralFilter(5, 50, 50), NonLocalMeans.DEFAULT);

  private static Map<String, Stage> decided() {
    Map<String, Stage> stages = new LinkedHashMap<>();
    for (Crop.Region region : Crop.Region.values()) {
      Crop crop = new Crop(region, Crop.DEFAULT_MARGIN);
      stages.put(crop.name() + " " + region, crop);
    }
    MaskArtifacts mask = new MaskArtifacts(MaskArtifacts.Action.FILL);
    stages.put(mask.name(), mask);
    return stages;
  }

  /** Copies the lists. */
  public BenchmarkPlan {
    devices = List.copyOf(devices);
    threads = List.copyOf(threads);
    batches = List.copyOf(batches);
    sizes = List.copyOf(sizes);
  }

  /** Whether this system lets this user drop the system's file cache; if so, that was done. */
  public static boolean canDropFileCache() {
    try {
      ProcessMeter.dropFileCache();
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Where the first job's results are. */
  public Path firstResults() {
    return scratch.resolve("out");
  }

  /** The activities, in the order in which they are run in each round. */
  public List<Activity> activities()
      throws IOException, DatasetException, DeviceException, InterruptedException {
    Dataset dataset = DatasetScanner.scan(root, ScanOptions.DEFAULT);
    Decoders decoders = Decoders.load();
    // Decoders that are asked first take what the libraries' decoders would take without them.
    Decoders library =
        new Decoders(decoders.all().stream().filter(d -> d.preference() == 0).toList());
    List<Activity> activities = new ArrayList<>();
    if (cold) {
      activities.add(new FileReading(dataset, FileReading.Cache.COLD, threads.get(0)));
    }
    List<HostImage> images = someImages(dataset, decoders);
    for (int count : threads) {
      activities.add(new FileReading(dataset, FileReading.Cache.WARM, count));
      activities.add(
          new DecodeCeiling(dataset, library, Activity.Kind.DECODING_WITH_OPENCV, count));
      DecodeCeiling ceiling = new DecodeCeiling(dataset, decoders, Activity.Kind.DECODING, count);
      activities.add(ceiling);
      DECIDED.forEach(
          (name, stage) ->
              activities.add(new StageDecision(name, stage, images, STAGE_GOES, count)));
      Work work = ceiling.run().work();
      for (BenchmarkedDevice device : devices) {
        for (int batch : batches) {
          for (Size size : sizes) {
            Pipeline pipeline = pipeline(size);
            PassSettings settings = PassSettings.defaults().withThreads(count).withBatch(batch);
            for (CheckExtent checks : CheckExtent.values()) {
              Path out = checks == CheckExtent.DATASET ? firstResults() : scratch.resolve("files");
              activities.add(
                  new WholeJob(root, out, pipeline, device, decoders, settings, checks, work));
            }
            addStages(activities, pipeline, images, device, count, batch, size.toString());
          }
        }
      }
    }
    return activities;
  }

  // A stage gets the same images on every device: as the first one's stages before it left them.
  private void addStages(
      List<Activity> activities,
      Pipeline pipeline,
      List<HostImage> decoded,
      BenchmarkedDevice device,
      int threads,
      int batch,
      String size)
      throws DeviceException {
    Device first = devices.get(0).device();
    List<HostImage> images = decoded;
    for (Stage stage : pipeline.stages()) {
      activities.add(
          new StageAlone(stage.name(), stage, images, STAGE_GOES, device, threads, batch, size));
      images = StageAlone.results(stage, images, first);
      if (stage.kind() == Stage.Kind.RESIZE) {
        addFilters(activities, images, device, threads, batch, size);
      }
    }
  }

  // On what the tutorial's own filter gets.
  private static void addFilters(
      List<Activity> activities,
      List<HostImage> resized,
      BenchmarkedDevice device,
      int threads,
      int batch,
      String size) {
    for (Stage filter : FILTERS) {
      if (device.device().refusal(filter).isPresent()) {
        continue;
      }
      boolean slow = filter instanceof NonLocalMeans;
      int images = slow ? SLOW_IMAGES : STAGE_IMAGES;
      String name =
          filter instanceof MedianBlur median ? "median " + median.kernel() : filter.name();
      activities.add(
          new StageAlone(
              name,
              filter,
              resized.subList(0, Math.min(images, resized.size())),
              slow ? 1 : STAGE_GOES,
              device,
              threads,
              batch,
              size));
    }
  }

  private static Pipeline pipeline(Size size) {
    Pipeline tutorial = Pipeline.tutorial();
    Resize resize = tutorial.resize().orElseThrow();
    return tutorial.withStage(
        Stage.Kind.RESIZE, Optional.of(new Resize(size, resize.fit(), resize.interpolation())));
  }

  /** Evenly spread over the dataset. */
  private static List<HostImage> someImages(Dataset dataset, Decoders decoders) {
    List<HostImage> images = new ArrayList<>();
    FileBuffer file = new FileBuffer(DecodeLimits.DEFAULT);
    int step = Math.max(1, dataset.samples().size() / STAGE_IMAGES);
    for (int i = 0; i < dataset.samples().size() && images.size() < STAGE_IMAGES; i += step) {
      Sample sample = dataset.samples().get(i);
      if (dataset.rejection(sample).isPresent()) {
        continue;
      }
      try {
        ByteBuffer bytes = file.read(dataset.file(sample));
        ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
        HostImage image = HostImage.allocate(header.pixelType(), header.size());
        decoders.decode(bytes, header, image, DecodeVerification.QUICK);
        images.add(image);
      } catch (DecodeException e) {
        // Left out: stages never see bad files.
      }
    }
    return images;
  }
}
