package dev.xraygpu.bench;

import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.gpu.nvjpeg.NvJpegBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What others use instead, as far as this machine has it.
 *
 * @param activities NVIDIA's JPEG decoder and Python scripts, each with every number of threads
 * @param missing why the others are not among them
 */
public record PeerActivities(List<Activity> activities, List<String> missing) {
  /** Keeps copies. */
  public PeerActivities {
    activities = List.copyOf(activities);
    missing = List.copyOf(missing);
  }

  /**
   * Looks what there is.
   *
   * @param scripts a folder of Python scripts
   * @param python the command that runs them
   * @param root the dataset
   * @param reference results of our own that the scripts compare theirs with
   * @param threads numbers of workers
   */
  public static PeerActivities find(
      Path scripts, String python, Path root, Path reference, List<Integer> threads)
      throws IOException, InterruptedException, DatasetException {
    List<Activity> activities = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (NvJpegBackend backend : NvJpegBackend.values()) {
      Optional<String> reason = NvJpegPeer.missing(backend);
      if (reason.isPresent()) {
        missing.add(reason.get());
        continue;
      }
      for (int count : threads) {
        activities.add(new NvJpegPeer(root, backend, count));
      }
    }
    for (Path script : PeerProcess.scripts(scripts)) {
      Optional<String> reason = PeerProcess.missing(python, script);
      if (reason.isPresent()) {
        missing.add(reason.get());
        continue;
      }
      for (int count : threads) {
        activities.add(new PeerProcess(python, script, root, reference, count));
      }
    }
    return new PeerActivities(activities, missing);
  }
}
