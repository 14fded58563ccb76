package dev.xraygpu.cli;

import dev.xraygpu.pass.RunListener;
import java.io.PrintWriter;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar with rate and time left on a terminal; elsewhere, as in the log of a batch job, a
 * {@linkplain ProgressLines line} now and then.
 */
final class Progress implements RunListener {
  /** Set by the launcher where standard error is a terminal; Java 17 cannot ask for one stream. */
  private static final String TERMINAL_PROPERTY = "xraygpu.terminal";

  /** Set by the launcher, too: how many columns that terminal has. */
  private static final String COLUMNS_PROPERTY = "xraygpu.columns";

  private static final int WIDEST = 100;
  private static final int NARROWEST = 20;

  private final boolean terminal = Boolean.getBoolean(TERMINAL_PROPERTY);
  private final LongAdder steps = new LongAdder();
  private final PrintWriter err;
  private final Runnable beforeFirstStep;
  private final LongSupplier nanos;
  private boolean begun;
  private @Nullable ProgressBar bar;
  private @Nullable ProgressLines lines;

  /**
   * A listener that writes to standard error.
   *
   * @param err standard error
   * @param beforeFirstStep run once when the work begins, and never if it does not come to that
   */
  Progress(PrintWriter err, Runnable beforeFirstStep) {
    this(err, beforeFirstStep, System::nanoTime);
  }

  /** A listener that asks a clock of its own. */
  Progress(PrintWriter err, Runnable beforeFirstStep, LongSupplier nanos) {
    this.nanos = nanos;
    this.err = err;
    this.beforeFirstStep = beforeFirstStep;
  }

  @Override
  public void note(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public synchronized void begin(Phase phase, long total) {
    if (!begun) {
      beforeFirstStep.run();
      begun = true;
    }
    steps.reset();
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(phase.title())
              .setInitialMax(total)
              .setUnit(" images", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setMaxRenderedLength(width())
              .showSpeed()
              .clearDisplayOnFinish()
              .setConsumer(new ConsoleProgressBarConsumer(System.err, width()))
              .build();
    } else {
      lines = new ProgressLines(phase.title(), total, nanos, this::note);
    }
  }

  // A bar as wide as the terminal or wider goes on in the next line, and each of its updates with
  // it.
  private static int width() {
    int columns = Integer.getInteger(COLUMNS_PROPERTY, 0);
    return columns <= 0 ? WIDEST : Math.max(NARROWEST, Math.min(WIDEST, columns - 1));
  }

  @Override
  public void advance(long count) {
    steps.add(count);
    ProgressBar shown = bar;
    if (shown != null) {
      shown.stepTo(steps.sum());
    }
    ProgressLines written = lines;
    if (written != null) {
      written.at(steps.sum());
    }
  }

  @Override
  public synchronized void end(Phase phase) {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
    }
    bar = null;
    lines = null;
  }
}
