package dev.xraygpu.pass;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.distribution.ImageMeasures;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.failure.OneLine;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pass.SampleOutcome.Note;
import dev.xraygpu.pass.SampleOutcome.SpooledPixels;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultKind;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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
  private final FaultChoice gaps;
  private final List<SampleOutcome> block = new ArrayList<>();
  private final PixelStatistics input = new PixelStatistics();
  private final PixelStatistics processed = new PixelStatistics();
  private final Examination examination;
  private final CountedImages counted;
  private PixelSpool.@Nullable Segment segment;
  private long blockStart;
  private int inLanes;

  PassWorker(DatasetPass pass) {
    this.pass = pass;
    this.policy = pass.policy();
    this.gaps = policy.faults().ofMissing(FaultKind.MISSING_ACQUISITION);
    this.examination =
        new Examination(
            pass.lanes(),
            pass.planner(),
            pass.denoiseGuard(),
            pass.signatures().map(SignatureFile::writer).orElse(null));
    this.counted = new CountedImages(pass.decoders(), pass.decodeRequest());
  }

  /** A frame whose pixels are on their way through a lane. */
  private record Decoded(
      FileRows.Row row,
      ImageHeader header,
      DecodedFrame frame,
      @Nullable ImageMeasures measures,
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
    FileRows rows = new FileRows(sample);
    Optional<Finding> rejection = pass.dataset().rejection(sample);
    if (rejection.isPresent()) {
      FileRows.Row row = rows.whole();
      row.findings().add(rejection.get());
      fail(row, null);
      end(rows, 1);
      return;
    }
    ByteBuffer bytes;
    OpenImage image;
    try {
      ByteBuffer content = file.read(pass.dataset().file(sample));
      bytes = content;
      rows.read(file.sha256());
      image = answer(() -> pass.decoders().open(content, pass.decodeRequest()));
      rows.shows(pass.settings().patients().of(answer(image::patient)));
    } catch (DecodeException e) {
      FileRows.Row row = rows.whole();
      row.findings().add(pass.checks().ofFailure(sample.path(), e));
      fail(row, null);
      end(rows, 1);
      return;
    }
    int taken = 0;
    for (int frame = 1; frame <= image.frames(); frame++) {
      if (pass.rendering().frames().includes(frame)) {
        take(rows, frame, bytes, image, lanes);
        taken++;
      }
    }
    end(rows, taken);
  }

  private void take(
      FileRows rows, int number, ByteBuffer bytes, OpenImage image, LaneRing<Decoded> lanes)
      throws IOException, RunException, DeviceException {
    ImageHeader header = image.header();
    FileRows.Row begun;
    try {
      begun = answer(() -> rows.frame(number, image));
      answer(image::notes).forEach(begun::note);
      begun
          .findings()
          .addAll(
              0, answer(() -> pass.checks().ofHeader(begun.sample().path(), begun.path(), header)));
      answer(() -> missingAcquisition(begun)).ifPresent(begun.findings()::add);
    } catch (DecodeException e) {
      FileRows.Row row = rows.frameWithoutOrigin(number, image);
      row.findings().add(pass.checks().ofFailure(row.path(), e));
      fail(row, header);
      return;
    }
    Lane lane = lanes.filling();
    HostImage target = lane.reserve(header.pixelType(), header.size());
    DecodedFrame frame;
    FileRows.Row row;
    try {
      DecodedFrame decoded = answer(() -> image.decode(number, target));
      frame = decoded;
      row = frame.notes().isEmpty() ? begun : answer(() -> begun.shownBy(image));
      answer(() -> pass.checks().ofColor(row.path(), header, decoded.colored()))
          .ifPresent(row.findings()::add);
    } catch (DecodeException e) {
      begun.findings().add(pass.checks().ofFailure(begun.path(), e));
      fail(begun, header);
      return;
    }
    frame.notes().forEach(row::note);
    // Also where the header alone decides: what else is wrong with the file is worth knowing.
    boolean usable = policy.status(row.findings()) != SampleStatus.DROPPED;
    Examination.Found found;
    try {
      found = examination.of(row, bytes, header, frame, target, usable);
    } catch (Examination.Refusal e) {
      failedStage(row, header, String.valueOf(e.getMessage()));
      return;
    }
    lane.add(usable && row.sample().split() == Split.TRAIN, found.plan());
    inLanes++;
    lanes.added(new Decoded(row, header, frame, found.measures(), found.plan()));
  }

  private Optional<Finding> missingAcquisition(FileRows.Row row) {
    return row.origin() == null
        ? Optional.empty()
        : AcquisitionGaps.finding(gaps, row.path(), row.origin().acquisition());
  }

  /** What a decoder is asked for. */
  private interface Question<T> {
    T ask() throws DecodeException;
  }

  private static <T> T answer(Question<T> question) throws DecodeException {
    try {
      return question.ask();
    } catch (RuntimeException e) {
      throw DecodeException.unexpected(e);
    }
  }

  // A lane's answer to one image.
  private void processed(Decoded decoded, LaneResult result) throws IOException, RunException {
    inLanes--;
    FileRows.Row row = decoded.row();
    List<Finding> findings = row.findings();
    if (result instanceof LaneResult.Failed failed) {
      failedStage(row, decoded.header(), failed.message());
    } else if (result instanceof LaneResult.Processed image) {
      try {
        findings.addAll(pass.checks().ofPixels(row.path(), image.input()));
      } catch (RuntimeException e) {
        if (image.counted()) {
          Path file = pass.dataset().file(row.sample());
          counted.takeBack(file, row.frame(), image, input, processed);
        }
        failedStage(
            row,
            decoded.header(),
            "checking its pixels failed unexpectedly: " + OneLine.of(e.toString()));
        return;
      }
      if (image.counted()) {
        // Padding is black by our own choice and says nothing about the detector's values.
        input.histogram(image.input().type()).add(0, -decoded.frame().blackPadding());
      }
      SpooledPixels pixels = null;
      if (segment != null && policy.status(findings) != SampleStatus.DROPPED) {
        pixels = segment.append(image.pixels());
      }
      done(row, decoded.header(), image.input().mean(), decoded, pixels);
    }
  }

  private void failedStage(FileRows.Row row, ImageHeader header, String message)
      throws RunException {
    row.findings().add(Finding.of(row.path(), FindingCode.STAGE_FAILED, message));
    fail(row, header);
  }

  private void fail(FileRows.Row row, @Nullable ImageHeader header) throws RunException {
    done(row, header, null, null, null);
  }

  private void done(
      FileRows.Row row,
      @Nullable ImageHeader header,
      @Nullable Double mean,
      @Nullable Decoded decoded,
      @Nullable SpooledPixels pixels)
      throws RunException {
    List<Finding> findings = row.findings();
    policy.stopIfAsked(findings);
    FileRows file = row.file();
    file.add(
        new SampleOutcome(
            row.sample().ordinal(),
            policy.status(findings),
            policy.noted(findings).stream()
                .map(f -> new Note(f.code(), f.severity(), f.message()))
                .toList(),
            header == null ? null : header.size(),
            header == null ? null : header.pixelType(),
            mean,
            row.sha256(),
            decoded == null ? null : decoded.plan().crop().orElse(null),
            decoded == null ? null : decoded.measures(),
            pixels,
            row.origin(),
            decoded == null ? null : PatchText.of(decoded.plan())));
    finish(file);
  }

  private void end(FileRows file, int rows) {
    file.expect(rows);
    finish(file);
  }

  // A file goes to the journal as a whole, so that a resumed run reads it once.
  private void finish(FileRows file) {
    if (file.complete()) {
      block.addAll(file.rows());
      pass.listener().advance(1);
    }
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
