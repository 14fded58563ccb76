package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.pass.RunListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final List<String> lines = new ArrayList<>();

  @Test
  void aLongPhaseSaysSeldomerAndSeldomerHowFarItIs() {
    ProgressLines progress = new ProgressLines("Comparing", 100_000, clock::get, lines::add);
    for (int second = 0; second < 3000; second++) {
      progress.at(second * 30L);
      clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }
    assertThat(lines)
        .containsExactly(
            "Comparing: 1,800 of 100,000 images, 0:01:00 so far, about 0:54:33 left",
            "Comparing: 3,600 of 100,000 images, 0:02:00 so far, about 0:53:33 left",
            "Comparing: 7,200 of 100,000 images, 0:04:00 so far, about 0:51:33 left",
            "Comparing: 14,400 of 100,000 images, 0:08:00 so far, about 0:47:33 left",
            "Comparing: 28,800 of 100,000 images, 0:16:00 so far, about 0:39:33 left",
            "Comparing: 46,800 of 100,000 images, 0:26:00 so far, about 0:29:33 left",
            "Comparing: 64,800 of 100,000 images, 0:36:00 so far, about 0:19:33 left",
            "Comparing: 82,800 of 100,000 images, 0:46:00 so far, about 0:09:33 left");
  }

  @Test
  void whatIsDoneWithinAMinuteAndTheEndSayNothing() {
    ProgressLines progress = new ProgressLines("Processing", 10, clock::get, lines::add);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(59));
    progress.at(9);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(59));
    progress.at(10);
    assertThat(lines).isEmpty();
  }

  @Test
  void aRunWithoutATerminalWritesThemToStandardError() {
    StringWriter err = new StringWriter();
    Progress progress = new Progress(new PrintWriter(err), () -> {}, clock::get);
    progress.begin(RunListener.Phase.PASS, 4);
    progress.advance(1);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(90));
    progress.advance(1);
    progress.end(RunListener.Phase.PASS);
    progress.advance(1);
    assertThat(err.toString().lines())
        .containsExactly("Processing: 2 of 4 images, 0:01:30 so far, about 0:01:30 left");
  }
}
