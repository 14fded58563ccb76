package dev.xraygpu.pass;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.denoise.DenoiseGuard;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.MemoryExhausted;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.ImageChecks;
import dev.xraygpu.region.ImagePlanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one pass: every file is read and decoded once, and findings, statistics and processed pixels
 * come out of that one decode. Memory is bounded by threads, lanes and batch, never by the dataset,
 * of which only the list of samples is held.
 */
public final class DatasetPass {
  private final Dataset dataset;
  private final Device device;
  private final Decoders decoders;
  private final LaneSpecification lanes;
  private final ImagePlanner planner;
  private final Optional<DenoiseGuard> denoiseGuard;
  private final Rendering rendering;
  private final DecodeRequest decodeRequest;
  private final PassSettings settings;
  private final Journal journal;
  private final Optional<PixelSpool> spool;
  private final RunListener listener;
  private Optional<SignatureFile> signatures = Optional.empty();
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * A pass that goes on after what the journal holds.
   *
   * @param rendering what becomes of a file's pixels before the first stage
   * @param stages run on every image that the checks of its header let through
   * @param spool receives the processed pixels of kept samples, if they are wanted
   */
  public DatasetPass(
      Dataset dataset,
      Device device,
      Decoders decoders,
      Rendering rendering,
      List<Stage> stages,
      PassSettings settings,
      Journal journal,
      Optional<PixelSpool> spool,
      RunListener listener) {
    this.dataset = dataset;
    this.device = device;
    this.decoders = decoders;
    this.rendering = rendering;
    this.decodeRequest = new DecodeRequest(settings.limits(), settings.verification(), rendering);
    this.settings = settings;
    this.journal = journal;
    this.spool = spool;
    this.listener = listener;
    int batch = settings.batch() == 0 ? device.preferredBatch() : settings.batch();
    this.planner = ImagePlanner.of(stages, settings.faults());
    this.denoiseGuard =
        DenoiseGuard.of(stages, settings.faults())
            .filter(guard -> settings.rules().reports(FindingCode.DENOISE_TOO_STRONG));
    this.lanes = new LaneSpecification(Pipeline.onDevice(stages), batch, policy().exclusion());
  }

  SamplePolicy policy() {
    return settings.policy();
  }

  Dataset dataset() {
    return dataset;
  }

  Device device() {
    return device;
  }

  Decoders decoders() {
    return decoders;
  }

  ImagePlanner planner() {
    return planner;
  }

  Optional<DenoiseGuard> denoiseGuard() {
    return denoiseGuard;
  }

  Rendering rendering() {
    return rendering;
  }

  DecodeRequest decodeRequest() {
    return decodeRequest;
  }

  LaneSpecification lanes() {
    return lanes;
  }

  PassSettings settings() {
    return settings;
  }

  Journal journal() {
    return journal;
  }

  Optional<PixelSpool> spool() {
    return spool;
  }

  RunListener listener() {
    return listener;
  }

  /**
   * Makes the pass note what images are compared by: its measures, and a signature of every usable
   * image before it is in the journal.
   */
  public DatasetPass comparing(SignatureFile file) {
    this.signatures = Optional.of(file);
    return this;
  }

  /** Receives signatures, if images are to be compared. */
  Optional<SignatureFile> signatures() {
    return signatures;
  }

  ImageChecks checks() {
    return new ImageChecks(settings.thresholds());
  }

  /** The next sample that is not done, or -1 when there is none or the pass was stopped. */
  int nextOrdinal() {
    while (!stopped) {
      int ordinal = next.getAndIncrement();
      if (ordinal >= dataset.samples().size()) {
        return -1;
      }
      if (!journal.isDone(ordinal)) {
        return ordinal;
      }
    }
    return -1;
  }

  /**
   * Goes over all samples.
   *
   * @throws RunException if the run's own rules or the disk stop it
   * @throws DeviceException if the device fails
   */
  public void run() throws RunException, DeviceException {
    listener.begin(RunListener.Phase.PASS, dataset.samples().size());
    listener.advance(journal.done());
    ExecutorService workers = Executors.newFixedThreadPool(settings.threads());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < settings.threads(); i++) {
        running.add(
            workers.submit(
                () -> {
                  try {
                    new PassWorker(this).run();
                  } catch (Throwable e) {
                    stopped = true;
                    throw e;
                  }
                  return null;
                }));
      }
      await(running);
    } finally {
      stopped = true;
      workers.shutdown();
      awaitEnd(workers);
      listener.end(RunListener.Phase.PASS);
    }
  }

  // Workers that have done all may still hold their memory for a moment.
  private static void awaitEnd(ExecutorService workers) {
    try {
      workers.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // All workers are waited for, so that nobody writes any more when the first failure is reported.
  private void await(List<Future<?>> running) throws RunException, DeviceException {
    Throwable failure = null;
    InterruptedException interruption = null;
    for (Future<?> worker : running) {
      boolean ended = false;
      while (!ended) {
        try {
          worker.get();
          ended = true;
        } catch (ExecutionException e) {
          failure = failure == null ? e.getCause() : failure;
          ended = true;
        } catch (InterruptedException e) {
          stopped = true;
          interruption = e;
        }
      }
    }
    if (interruption != null) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted; --resume goes on from here", interruption);
    }
    if (failure == null) {
      return;
    }
    if (failure instanceof RunException e) {
      throw e;
    } else if (failure instanceof DeviceException e) {
      throw e;
    } else if (failure instanceof IOException e) {
      throw new RunException(
          FileFailure.describe(e, Objects.requireNonNull(journal.file().getParent())), e);
    } else if (failure instanceof OutOfMemoryError e) {
      throw new RunException(MemoryExhausted.describe(e), e);
    } else if (failure instanceof Error e) {
      throw e;
    }
    throw new RunException("internal error: " + failure, failure);
  }
}
