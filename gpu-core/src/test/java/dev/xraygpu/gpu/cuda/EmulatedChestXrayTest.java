package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.cpu.CpuDeviceProvider;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.DevelopmentData;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real X-rays, all that are there: device cuda on an emulated GPU against the CPU device. */
class EmulatedChestXrayTest {
  private static final int BATCH = 16;

  private static List<List<Stage>> pipelines() {
    return List.of(
        Pipeline.tutorial().stages(),
        List.of(
            new Resize(Size.square(224), Fit.LETTERBOX, Interpolation.AREA),
            new MedianBlur(5),
            new Clahe(4.0, new Size(5, 7))),
        List.of(
            new Resize(new Size(320, 256), Fit.STRETCH, Interpolation.LINEAR),
            new BilateralFilter(5, 50, 50)));
  }

  @Test
  void noByteDiffersFromTheCpuDevice() throws DeviceException, DecodeException, IOException {
    Path data = DevelopmentData.folder("chest_xray");
    if (!EmulatorLibrary.missing().isEmpty()) {
      String reason = "EmulatedChestXrayTest is skipped: " + EmulatorLibrary.missing();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    CudaDeviceProvider provider =
        new CudaDeviceProvider(new EmulatedDriver.EmulatedMachine(), MemoryLayout.SHARED_BLOCKS);
    List<Path> files;
    try (Stream<Path> tree = Files.walk(data)) {
      files = tree.filter(f -> f.toString().endsWith(".jpeg")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(100);
    try (Device cuda = provider.open(0);
        Device cpu = new CpuDeviceProvider().open(0)) {
      Decoders decoders = Decoders.load();
      for (int from = 0; from < files.size(); from += BATCH) {
        List<HostImage> images = new ArrayList<>();
        for (Path file : files.subList(from, Math.min(files.size(), from + BATCH))) {
          images.add(decode(decoders, file));
        }
        for (List<Stage> stages : pipelines()) {
          compare(cuda, cpu, stages, images);
        }
      }
    }
  }

  private static void compare(Device cuda, Device cpu, List<Stage> stages, List<HostImage> images)
      throws DeviceException {
    LaneSpecification specification = new LaneSpecification(stages, BATCH, new Exclusion(5, true));
    PixelStatistics cudaInput = new PixelStatistics();
    PixelStatistics cudaProcessed = new PixelStatistics();
    PixelStatistics cpuInput = new PixelStatistics();
    PixelStatistics cpuProcessed = new PixelStatistics();
    try (Lane ours = cuda.openLane(specification);
        Lane reference = cpu.openLane(specification)) {
      List<LaneResult> actual = LaneBatch.run(ours, images);
      List<LaneResult> expected = LaneBatch.run(reference, images);
      for (int i = 0; i < images.size(); i++) {
        LaneResult.Processed a = LaneBatch.processed(actual.get(i));
        LaneResult.Processed b = LaneBatch.processed(expected.get(i));
        assertThat(a.input()).isEqualTo(b.input());
        assertThat(SyntheticImages.bytes(a.pixels())).isEqualTo(SyntheticImages.bytes(b.pixels()));
      }
      ours.drainStatistics(cudaInput, cudaProcessed);
      reference.drainStatistics(cpuInput, cpuProcessed);
      assertThat(cudaInput).isEqualTo(cpuInput);
      assertThat(cudaProcessed).isEqualTo(cpuProcessed);
    }
  }

  private static HostImage decode(Decoders decoders, Path file)
      throws IOException, DecodeException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    ImageHeader header = HeaderProbe.probe(buffer, DecodeLimits.DEFAULT);
    HostImage image = HostImage.allocate(header.pixelType(), header.size());
    decoders.decode(buffer, header, image, DecodeVerification.QUICK);
    return image;
  }
}
