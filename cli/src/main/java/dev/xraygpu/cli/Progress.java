package dev.xraygpu.cli;

import dev.xraygpu.pass.RunListener;
import java.io.PrintWriter;
import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar with rate and time left on a terminal, and nothing in a pipe. */
final class Progress implements RunListener {
  /** Set by the launcher where standard error is a terminal; Java 17 cannot ask for one stream. */
  private static final String TERMINAL_PROPERTY = "xraygpu.terminal";

  private final boolean terminal = Boolean.getBoolean(TERMINAL_PROPERTY);
  private final LongAdder steps = new LongAdder();
  private final PrintWriter err;
  private final Runnable beforeFirstStep;
  private boolean begun;
  private @Nullable ProgressBar bar;

  /**
   * A listener that writes to standard error.
   *
   * @param err standard error
   * @param beforeFirstStep run once when the work begins, and never if it does not come to that
   */
  Progress(PrintWriter err, Runnable beforeFirstStep) {
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
              .setMaxRenderedLength(100)
              .showSpeed()
              .clearDisplayOnFinish()
              .setConsumer(new ConsoleProgressBarConsumer(System.err, 100))
              .build();
    }
  }

  @Override
  public void advance(long count) {
    steps.add(count);
    ProgressBar shown = bar;
    if (shown != null) {
      shown.stepTo(steps.sum());
    }
  }

  @Override
  public synchronized void end(Phase phase) {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
    }
    bar = null;
  }
}
