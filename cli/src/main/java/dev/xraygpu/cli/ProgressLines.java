package dev.xraygpu.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How far a long phase is, in lines for a log that nobody watches: after a minute, after as long
 * again, and so on, but at least every ten minutes. A phase of less than a minute says nothing.
 * Thread-safe.
 */
final class ProgressLines {
  private static final long FIRST = TimeUnit.MINUTES.toNanos(1);
  private static final long LONGEST_SILENCE = TimeUnit.MINUTES.toNanos(10);

  private final String title;
  private final long total;
  private final LongSupplier nanos;
  private final Consumer<String> lines;
  private final long begun;
  // Nanoseconds from the begin to the next line.
  private final AtomicLong next = new AtomicLong(FIRST);

  /**
   * A phase that begins now.
   *
   * @param total images it has
   * @param nanos a clock that never goes back, such as {@link System#nanoTime}
   * @param lines receives the lines
   */
  ProgressLines(String title, long total, LongSupplier nanos, Consumer<String> lines) {
    this.title = title;
    this.total = total;
    this.nanos = nanos;
    this.lines = lines;
    this.begun = nanos.getAsLong();
  }

  /** So many images are done. */
  void at(long done) {
    long passed = nanos.getAsLong() - begun;
    long due = next.get();
    // What is done is followed by another phase's line or by the end.
    if (passed < due || done >= total) {
      return;
    }
    if (next.compareAndSet(due, passed + Math.min(passed, LONGEST_SILENCE))) {
      lines.accept(line(done, passed));
    }
  }

  private String line(long done, long passed) {
    String left =
        done <= 0
            ? ""
            : ", about " + time((long) ((double) passed * (total - done) / done)) + " left";
    return String.format(
        Locale.ROOT, "%s: %,d of %,d images, %s so far%s", title, done, total, time(passed), left);
  }

  private static String time(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
