package dev.xraygpu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.device.DeviceException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  /** A worker that fails at one piece, after a second worker has begun another one. */
  private Workers.Worker worker(int failing, Exception failure, CountDownLatch bothAtWork) {
    open.incrementAndGet();
    return new Workers.Worker() {
      @Override
      public Work take(int index) throws Exception {
        bothAtWork.countDown();
        bothAtWork.await();
        if (index == failing) {
          throw failure;
        }
        Thread.sleep(2);
        done.incrementAndGet();
        return new Work(1, 2, 3);
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  @Test
  void allPiecesAreDoneOnce() throws Exception {
    CountDownLatch bothAtWork = new CountDownLatch(2);
    Work work = Workers.share(2, 50, () -> worker(-1, new IllegalStateException(), bothAtWork));
    assertThat(work).isEqualTo(new Work(50, 100, 150));
    assertThat(open).hasValue(0);
  }

  /** A device is closed after its failure: no lane of it may still be at work then. */
  @Test
  void aFailureIsToldWhenAllWorkersHaveEnded() {
    DeviceException failure = new DeviceException("no room");
    CountDownLatch bothAtWork = new CountDownLatch(2);
    assertThatThrownBy(() -> Workers.share(2, 10_000, () -> worker(1, failure, bothAtWork)))
        .isSameAs(failure);
    assertThat(open).hasValue(0);
    assertThat(done.get()).isLessThan(5_000);
  }

  @Test
  void anotherFailureIsWrapped() {
    CountDownLatch bothAtWork = new CountDownLatch(2);
    IllegalArgumentException failure = new IllegalArgumentException("wrong");
    assertThatThrownBy(() -> Workers.share(2, 10, () -> worker(0, failure, bothAtWork)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wrong")
        .hasCause(failure);
    assertThat(open).hasValue(0);
  }
}
