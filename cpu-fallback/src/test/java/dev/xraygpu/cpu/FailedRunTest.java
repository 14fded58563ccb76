package dev.xraygpu.cpu;

import static dev.xraygpu.cpu.RunFixture.sums;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.RetryingDevice;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.DicomWriter;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.run.ExistingResults;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.sink.OutputFormat;
import dev.xraygpu.sink.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that cannot end well: what they say, what they leave behind, how they go on. */
class FailedRunTest {
  private static final Normalization NONE = new Normalization.None();

  @TempDir Path folder;

  private GeneratedDataset dataset() throws IOException {
    return GeneratedDataset.in(folder.resolve("data"));
  }

  // More than a block of the journal, so that an interruption leaves something to go on with.
  private GeneratedDataset manyImages() throws IOException {
    GeneratedDataset dataset = dataset();
    for (int i = 0; i < 400; i++) {
      String split = i % 10 == 0 ? "test" : "train";
      PixelType type = i % 7 == 0 ? PixelType.U16 : PixelType.U8;
      dataset.with(
          split + "/" + (i % 2 == 0 ? "A" : "B") + "/" + i + ".png",
          SyntheticImages.smooth(type, new Size(100 + i % 5, 100), i));
    }
    return dataset;
  }

  private Path out() {
    return folder.resolve("out");
  }

  @Test
  void anInterruptedPassGoesOnToTheSameBytes() throws Exception {
    GeneratedDataset dataset = manyImages();
    RunFixture run = RunFixture.of(dataset, out());
    run.to(folder.resolve("whole")).with(2, 0).run();
    Map<String, String> expected = sums(folder.resolve("whole"));

    assertThatThrownBy(() -> run.run(new FaultyDevice(new CpuDeviceProvider().open(0), 300)))
        .isInstanceOf(DeviceException.class)
        .hasMessage("the device fell off the bus");
    assertThat(sums(out())).as("final names").isEmpty();
    assertThatThrownBy(run::run).isInstanceOf(RunException.class).hasMessageContaining("--resume");
    RunReport report = run.with(ExistingResults.RESUME).with(3, 2).run();
    // A slow machine ends blocks by the clock, too, so only this much is certain.
    assertThat(report.resumed()).isBetween(1L, 300L);
    assertThat(sums(out())).isEqualTo(expected);
    assertThat(out().resolve(".xray-gpu")).doesNotExist();
  }

  @Test
  void batchesThatDoNotFitChangeNoByte() throws Exception {
    GeneratedDataset dataset = dataset().withSplits().withFaults();
    RunFixture run = RunFixture.of(dataset, folder.resolve("roomy"));
    run.run();
    Device cramped = new CrampedDevice(new CpuDeviceProvider().open(0), 3, Integer.MAX_VALUE);
    run.to(out()).with(2, 8).run(new RetryingDevice(cramped));
    assertThat(sums(out())).isEqualTo(sums(folder.resolve("roomy")));
  }

  @Test
  void aRunOnADeviceThatIsLostGoesOnElsewhereOnlyWhenAsked() throws Exception {
    GeneratedDataset dataset = dataset().withSplits().withFaults();
    RunFixture run = RunFixture.of(dataset, folder.resolve("whole"));
    run.run();
    Device lost = new CrampedDevice(new CpuDeviceProvider().open(0), 8, 4);
    assertThatThrownBy(() -> run.to(out()).with(1, 2).run(new RetryingDevice(lost)))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "device cpu:0 does not answer any more: it fell off the bus. What was finished is kept:"
                + " preprocess --resume goes on from there, after a look at nvidia-smi and the"
                + " system's log, or with another --device.");
    assertThat(sums(out())).as("final names").isEmpty();
    run.to(out()).with(ExistingResults.RESUME).run();
    assertThat(sums(out())).isEqualTo(sums(folder.resolve("whole")));
  }

  @Test
  void anInterruptionWhileWritingGoesOnToTheSameBytes() throws Exception {
    GeneratedDataset dataset = dataset().withSplits().withFaults();
    Pipeline tutorial = RunFixture.of(dataset, out()).pipeline();
    Pipeline pixels = new Pipeline(tutorial.stages(), NONE, StatisticsOf.INPUT, ElementType.UINT8);
    for (OutputFormat format : OutputFormat.values()) {
      Path whole = folder.resolve("whole-" + format);
      Path interrupted = folder.resolve("interrupted-" + format);
      RunFixture run =
          RunFixture.of(dataset, whole)
              .with(format == OutputFormat.PNG ? pixels : tutorial, format);
      run.run();
      RunFixture stopped = run.to(interrupted).with(new StopsInWriting(12));
      assertThatThrownBy(stopped::run).hasMessage("stopped");
      assertThat(sums(interrupted)).as("final names").isEmpty();
      RunReport report = run.to(interrupted).with(ExistingResults.RESUME).run();
      assertThat(report.resumed()).isEqualTo(30);
      assertThat(sums(interrupted)).isEqualTo(sums(whole));
    }
  }

  @Test
  void anInterruptedThreadEndsTheRunInAnyPhaseAndLosesNothing() throws Exception {
    GeneratedDataset dataset = dataset().withSplits().withFaults();
    RunFixture run = RunFixture.of(dataset, folder.resolve("whole"));
    run.run();
    for (RunListener.Phase phase : RunListener.Phase.values()) {
      RunFixture stopped = run.to(folder.resolve("stopped-" + phase));
      assertThatThrownBy(() -> stopped.with(interruptingIn(phase)).run())
          .as("%s", phase)
          .isInstanceOf(RunException.class)
          .hasMessageContaining("interrupted")
          .hasMessageContaining("--resume");
      assertThat(Thread.interrupted()).as("the thread still knows, after %s", phase).isTrue();
      stopped.with(RunListener.SILENT).with(ExistingResults.RESUME).run();
      assertThat(sums(folder.resolve("stopped-" + phase))).isEqualTo(sums(folder.resolve("whole")));
    }
  }

  private static RunListener interruptingIn(RunListener.Phase last) {
    Thread caller = Thread.currentThread();
    return new RunListener() {
      @Override
      public void begin(Phase phase, long steps) {
        if (phase == last) {
          caller.interrupt();
        }
      }
    };
  }

  /** Ends the run in the middle of its last phase. */
  private static final class StopsInWriting implements RunListener {
    private final int after;
    private boolean writing;
    private int steps;

    StopsInWriting(int after) {
      this.after = after;
    }

    @Override
    public void begin(Phase phase, long total) {
      writing = phase == Phase.WRITE;
    }

    @Override
    public void advance(long count) {
      if (writing && ++steps == after) {
        throw new IllegalStateException("stopped");
      }
    }
  }

  @Test
  void resultsAreOnlyReplacedByWholeOnes() throws Exception {
    GeneratedDataset dataset = dataset().withSplits();
    RunFixture run = RunFixture.of(dataset, out());
    run.run();
    Map<String, String> first = sums(out());
    assertThatThrownBy(run::run)
        .isInstanceOf(RunException.class)
        .hasMessageContaining("--overwrite");
    dataset.with(
        "train/NORMAL/another.png", SyntheticImages.noise(PixelType.U8, new Size(200, 200), 1));
    RunFixture overwrite = run.with(ExistingResults.OVERWRITE);
    assertThatThrownBy(() -> overwrite.with(new StopsInWriting(3)).run()).hasMessage("stopped");
    assertThat(sums(out())).isEqualTo(first);
    overwrite.run();
    assertThat(sums(out()).keySet()).isEqualTo(first.keySet());
    assertThat(sums(out())).isNotEqualTo(first);
  }

  @Test
  void failNamesTheFirstBadFile() throws Exception {
    GeneratedDataset dataset = dataset().withSplits();
    Path bad = dataset.root().resolve("train/NORMAL/bad.png");
    byte[] whole = PngEncoder.encode(SyntheticImages.noise(PixelType.U8, new Size(100, 100), 1));
    Files.write(bad, Arrays.copyOf(whole, 5000));
    RunFixture run = RunFixture.of(dataset, out()).with(OnInvalid.FAIL);
    assertThatThrownBy(run::run)
        .isInstanceOf(RunException.class)
        .hasMessageContaining("train/NORMAL/bad.png")
        .hasMessageContaining("--on-invalid fail");
    assertThat(sums(out())).isEmpty();
    Files.delete(bad);
    assertThat(run.with(ExistingResults.OVERWRITE).run().tally().samplesInAll()).isEqualTo(22);
  }

  @Test
  void withoutTrainingImagesThereIsNothingToNormaliseWith() throws Exception {
    GeneratedDataset noSplit = GeneratedDataset.in(folder.resolve("classes"));
    noSplit.with("Train_A/x.png", SyntheticImages.noise(PixelType.U8, new Size(100, 100), 1));
    RunFixture run = RunFixture.of(noSplit, out());
    assertThatThrownBy(run::run)
        .isInstanceOf(RunException.class)
        .hasMessageContaining("no training split")
        .hasMessageContaining("--normalize none")
        .hasMessageContaining(". Train_A is taken for a class, and its name looks like a split");
    assertThat(out()).doesNotExist();
    Pipeline raw =
        new Pipeline(run.pipeline().stages(), NONE, StatisticsOf.INPUT, ElementType.FLOAT32);
    run.with(raw, OutputFormat.NPY).run();
    assertThat(out().resolve("all/images.npy")).exists();
    assertThat(out().resolve("statistics.json")).doesNotExist();

    GeneratedDataset onlyBad = GeneratedDataset.in(folder.resolve("bad"));
    onlyBad.write("train/A/x.png", new byte[] {1});
    onlyBad.with("test/A/y.png", SyntheticImages.noise(PixelType.U8, new Size(100, 100), 1));
    RunFixture badRun = RunFixture.of(onlyBad, folder.resolve("out-bad"));
    assertThatThrownBy(badRun::run)
        .isInstanceOf(RunException.class)
        .hasMessageContaining("nothing to normalise with: 1 not-an-image, such as train/A/x.png: ");
    assertThat(sums(folder.resolve("out-bad"))).isEmpty();

    GeneratedDataset onlyPadding = GeneratedDataset.in(folder.resolve("padding"));
    int[] values = new int[100 * 100];
    Arrays.fill(values, 4095);
    onlyPadding.write(
        "train/A/x.dcm",
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .image(100, 100, 16, 12)
            .us(DicomTag.PIXEL_PADDING_VALUE, 4095)
            .pixels(values)
            .toBytes());
    RunFixture paddingRun =
        RunFixture.of(onlyPadding, folder.resolve("out-padding")).with(OnInvalid.FLAG);
    assertThatThrownBy(paddingRun::run)
        .isInstanceOf(RunException.class)
        .hasMessage(
            "all pixels of the training split are padding, so there is nothing to normalise with");
  }

  @Test
  void whereResultsCannotGo() throws Exception {
    GeneratedDataset dataset = dataset().withSplits();
    RunFixture run = RunFixture.of(dataset, out());
    Path inside = dataset.root().resolve("train/out");
    assertThatThrownBy(() -> run.to(inside).run())
        .isInstanceOf(RunException.class)
        .hasMessageContaining("inside the dataset");
    assertThat(inside).doesNotExist();
    Path link = Files.createSymbolicLink(folder.resolve("link"), dataset.root());
    assertThatThrownBy(() -> run.to(link.resolve("new")).run())
        .hasMessageContaining("inside the dataset");
    assertThatThrownBy(() -> run.to(dataset.root()).run())
        .hasMessageContaining("inside the dataset");
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> run.to(file).run())
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> run.to(file.resolve("out")).run())
        .isInstanceOf(RunException.class)
        .message()
        .contains(file.toString())
        .doesNotContain("Exception");
    assertThat(file).hasContent("x");
  }

  @Test
  void unwritableFolders() throws Exception {
    Path locked = Files.createDirectories(folder.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false), "FailedRunTest: permissions cannot be set here");
    try {
      boolean ignored = Files.isWritable(locked);
      if (ignored) {
        System.out.println("FailedRunTest.unwritableFolders is skipped: this user may write all");
      }
      assumeTrue(!ignored, "this user may write everywhere");
      RunFixture run = RunFixture.of(dataset().withSplits(), locked.resolve("out"));
      assertThatThrownBy(run::run)
          .isInstanceOf(RunException.class)
          .hasMessageContaining("permission denied")
          .hasMessageContaining(locked.toString());
    } finally {
      assertThat(locked.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void aFullDiskIsSaidAndTheRunGoesOnWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    boolean mounted = command("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk.toString());
    if (!mounted) {
      System.out.println("FailedRunTest.aFullDisk... is skipped: a small tmpfs cannot be mounted");
    }
    assumeTrue(mounted, "a small tmpfs cannot be mounted");
    try {
      GeneratedDataset dataset = dataset().withSplits();
      RunFixture run = RunFixture.of(dataset, disk.resolve("out"));
      assertThatThrownBy(run::run)
          .isInstanceOf(RunException.class)
          .hasMessageMatching(
              Pattern.quote(disk.resolve("out").toString()) + "(/.*)?: no space left.*");
      assertThat(sums(disk.resolve("out"))).as("final names").isEmpty();
      assertThat(command("mount", "-o", "remount,size=100m", disk.toString())).isTrue();
      run.with(ExistingResults.RESUME).run();
      run.to(folder.resolve("whole")).run();
      assertThat(sums(disk.resolve("out"))).isEqualTo(sums(folder.resolve("whole")));
    } finally {
      assertThat(command("umount", disk.toString())).isTrue();
    }
  }

  private static boolean command(String... words) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whatIsNoDataset() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    GeneratedDataset none = GeneratedDataset.in(empty);
    assertThatThrownBy(() -> RunFixture.of(none, out()).run())
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(DatasetException.class),
            e -> assertThat(e).isInstanceOf(RunException.class))
        .hasMessageContaining("no files found");
    Files.delete(empty);
    assertThatThrownBy(() -> RunFixture.of(none, out()).run()).hasMessageContaining("not exist");
    assertThat(out()).doesNotExist();
    assertThat(List.of(folder.toFile().list())).doesNotContain("out");
  }
}
