package dev.xraygpu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.bench.phantom.ExistingFiles;
import dev.xraygpu.bench.phantom.PhantomDataset;
import dev.xraygpu.bench.phantom.PhantomDatasetOptions;
import dev.xraygpu.bench.phantom.PhantomFaults;
import dev.xraygpu.bench.phantom.PhantomSizes;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.image.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkPlanTest {
  @TempDir Path folder;

  /** Their meters are found by these names, too. */
  @Test
  void devicesOfOneProviderGoByTheirOwnNames() throws Exception {
    PhantomDatasetOptions options =
        new PhantomDatasetOptions(
            PhantomDatasetOptions.LEAST_IMAGES,
            1,
            new PhantomSizes.Fixed(Size.square(64)),
            PhantomFaults.NONE,
            1,
            ExistingFiles.REFUSE);
    Path dataset = PhantomDataset.write(folder.resolve("phantoms"), options).root();
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    try (Device first = DeviceSelection.load().open("cpu").device();
        Device second = DeviceSelection.load().open("cpu").device()) {
      List<BenchmarkedDevice> devices =
          List.of(new BenchmarkedDevice("cuda:0", first), new BenchmarkedDevice("cuda:1", second));
      BenchmarkPlan plan =
          new BenchmarkPlan(
              dataset, scratch, devices, List.of(1), List.of(0), List.of(Size.square(32)), false);
      for (Activity.Kind kind :
          List.of(Activity.Kind.STAGE, Activity.Kind.JOB, Activity.Kind.JOB_OF_FILES)) {
        List<String> names =
            plan.activities().stream()
                .map(Activity::setup)
                .filter(setup -> setup.kind() == kind && !setup.device().isEmpty())
                .map(Activity.Setup::device)
                .toList();
        assertThat(names).as("of %s", kind).hasSizeGreaterThanOrEqualTo(2);
        assertThat(names.subList(0, names.size() / 2)).containsOnly("cuda:0");
        assertThat(names.subList(names.size() / 2, names.size())).containsOnly("cuda:1");
      }
    }
  }
}
