package dev.xraygpu.run;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.distribution.ImageMeasures;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.run.SampleOutcome.Note;
import dev.xraygpu.run.SampleOutcome.SpooledPixels;
import dev.xraygpu.statistics.PixelStatistics;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a pass: takes a sample, reads, checks and decodes it into a lane, and notes what
 * became of it. What it knows goes to the journal in blocks.
 */
final class PassWorker {
  // A block is what an interruption may cost a worker.
  private static final int BLOCK_SAMPLES = 256;
  private static final long BLOCK_NANOS = Duration.ofSeconds(2).toNanos();

  private final DatasetPass pass;
  private final SamplePolicy policy;
  private final List<SampleOutcome> block = new ArrayList<>();
  private final Thumbnailer thumbnailer = new Thumbnailer();
  private final PixelStatistics input = new PixelStatistics();
  private final PixelStatistics processed = new PixelStatistics();
  private PixelSpool.@Nullable Segment segment;
  private long blockStart;
  private int inLanes;

  PassWorker(DatasetPass pass) {
    this.pass = pass;
    this.policy = pass.policy();
  }

  /** A sample whose pixels are on their way through a lane. */
  private record Decoded(
      Sample sample,
      ImageHeader header,
      String sha256,
      List<Finding> findings,
      Thumbnail thumbnail,
      ImageMeasures measures,
      ImagePlan plan) {}

  /** Works until no sample is left. */
  void run() throws IOException, RunException, DeviceException {
    Optional<PixelSpool> spool = pass.spool();
    FileBuffer file = new FileBuffer(pass.settings().limits());
    try (LaneRing<Decoded> lanes = new LaneRing<>(pass.device(), pass.lanes(), this::processed)) {
      if (spool.isPresent()) {
        segment = spool.get().openSegment();
      }
      blockStart = System.nanoTime();
      int ordinal;
      while ((ordinal = pass.nextOrdinal()) >= 0) {
        take(pass.dataset().samples().get(ordinal), file, lanes);
        if (block.size() + inLanes >= BLOCK_SAMPLES
            || System.nanoTime() - blockStart > BLOCK_NANOS) {
          commit(lanes);
        }
      }
      commit(lanes);
    } finally {
      if (segment != null) {
        segment.close();
      }
    }
  }

  private void take(Sample sample, FileBuffer file, LaneRing<Decoded> lanes)
      throws IOException, RunException, DeviceException {
    List<Finding> findings = new ArrayList<>();
    Optional<Finding> rejection = pass.dataset().rejection(sample);
    if (rejection.isPresent()) {
      findings.add(rejection.get());
      done(sample, null, "", findings);
      return;
    }
    ImageHeader header = null;
    String sha256 = "";
    try {
      ByteBuffer bytes = file.read(pass.dataset().file(sample));
      sha256 = file.sha256();
      header = probe(bytes);
      findings.addAll(pass.checks().ofHeader(sample.path(), header));
      // Also where the header alone decides: what else is wrong with the file is worth knowing.
      boolean usable = policy.status(findings) != SampleStatus.DROPPED;
      Lane lane = lanes.filling();
      HostImage target = lane.reserve(header.pixelType(), header.size());
      decode(bytes, header, target);
      // Now, while the pixels are warm in the cache.
      Thumbnail thumbnail = thumbnailer.of(target);
      ImagePlan plan = ImagePlan.UNCHANGED;
      lane.add(usable && sample.split() == Split.TRAIN, plan);
      inLanes++;
      ImageMeasures measures = ImageMeasures.of(bytes, header, thumbnail);
      lanes.added(new Decoded(sample, header, sha256, findings, thumbnail, measures, plan));
      return;
    } catch (DecodeException e) {
      findings.add(pass.checks().ofFailure(sample.path(), e));
    }
    done(sample, header, sha256, findings);
  }

  private ImageHeader probe(ByteBuffer bytes) throws DecodeException {
    try {
      return HeaderProbe.probe(bytes, pass.settings().limits());
    } catch (RuntimeException e) {
      throw unexpected(e);
    }
  }

  private void decode(ByteBuffer bytes, ImageHeader header, HostImage target)
      throws DecodeException {
    try {
      pass.decoders().decode(bytes, header, target, pass.settings().verification());
    } catch (RuntimeException e) {
      throw unexpected(e);
    }
  }

  // A decoder that stumbles over one file must not end a run over a million of them.
  private static DecodeException unexpected(RuntimeException e) {
    return new DecodeException(FindingCode.UNREADABLE, "the decoder failed unexpectedly: " + e);
  }

  // A lane's answer to one image.
  private void processed(Decoded decoded, LaneResult result) throws IOException, RunException {
    inLanes--;
    Sample sample = decoded.sample();
    List<Finding> findings = decoded.findings();
    if (result instanceof LaneResult.Failed failed) {
      findings.add(
          Finding.of(
              sample.path(),
              FindingCode.STAGE_FAILED,
              "stage " + failed.stage() + ": " + failed.reason()));
      done(sample, decoded.header(), decoded.sha256(), findings);
    } else if (result instanceof LaneResult.Processed image) {
      findings.addAll(pass.checks().ofPixels(sample.path(), image.input()));
      SpooledPixels pixels = null;
      if (segment != null && policy.status(findings) != SampleStatus.DROPPED) {
        pixels = segment.append(image.pixels());
      }
      done(decoded, image.input().mean(), pixels);
    }
  }

  // A sample without pixels.
  private void done(
      Sample sample, @Nullable ImageHeader header, String sha256, List<Finding> findings)
      throws RunException {
    policy.stopIfAsked(findings);
    note(
        new SampleOutcome(
            sample.ordinal(),
            policy.status(findings),
            notes(findings),
            header == null ? null : header.size(),
            header == null ? null : header.pixelType(),
            null,
            sha256,
            null,
            null,
            null));
  }

  private void done(Decoded decoded, double mean, @Nullable SpooledPixels pixels)
      throws RunException {
    policy.stopIfAsked(decoded.findings());
    note(
        new SampleOutcome(
            decoded.sample().ordinal(),
            policy.status(decoded.findings()),
            notes(decoded.findings()),
            decoded.header().size(),
            decoded.header().pixelType(),
            mean,
            decoded.sha256(),
            decoded.plan().crop().orElse(null),
            decoded.measures(),
            pixels));
  }

  private List<Note> notes(List<Finding> findings) {
    return policy.noted(findings).stream()
        .map(f -> new Note(f.code(), f.severity(), f.message()))
        .toList();
  }

  private void note(SampleOutcome outcome) {
    block.add(outcome);
    pass.listener().advance(1);
  }

  private void commit(LaneRing<Decoded> lanes) throws IOException, RunException, DeviceException {
    lanes.drain(input, processed);
    if (!block.isEmpty()) {
      pass.journal().commit(block, input, processed);
    }
    block.clear();
    input.clear();
    processed.clear();
    blockStart = System.nanoTime();
  }
}
