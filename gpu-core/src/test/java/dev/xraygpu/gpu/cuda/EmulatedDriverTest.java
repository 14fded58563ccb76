package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The emulated driver refuses what CUDA's refuses: where it were lenient, tests would pass that
 * fail on a GPU.
 */
class EmulatedDriverTest {
  private static final int INVALID_CONTEXT = 201;
  private static final int INVALID_HANDLE = 400;
  private static final int NOT_READY = 600;
  private static final int CONTEXT_IS_DESTROYED = 709;

  private CudaDriver driver;
  private long context;
  private long stream;
  private long start;
  private long end;

  @BeforeEach
  void open() throws CudaDriverException {
    if (!EmulatorLibrary.missing().isEmpty()) {
      String reason = "EmulatedDriverTest is skipped: " + EmulatorLibrary.missing();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    driver = EmulatedDriver.load();
    context = driver.retainContext(0);
    driver.setCurrentContext(context);
    stream = driver.createStream();
    start = driver.createEvent();
    end = driver.createEvent();
  }

  @AfterEach
  void close() throws CudaDriverException {
    if (driver != null) {
      driver.setCurrentContext(context);
      driver.destroyEvent(start);
      driver.destroyEvent(end);
      driver.destroyStream(stream);
      driver.releaseContext(0);
    }
  }

  private static void refuses(ThrowingCallable call, int code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CudaDriverException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void timeIsKnownBetweenEventsThatWereRecordedAndAreDone() throws CudaDriverException {
    refuses(() -> driver.elapsedMilliseconds(start, end), INVALID_HANDLE);
    driver.recordEvent(start, stream);
    refuses(() -> driver.elapsedMilliseconds(start, end), INVALID_HANDLE);
    driver.recordEvent(end, stream);
    refuses(() -> driver.elapsedMilliseconds(start, end), NOT_READY);
    driver.synchronizeStream(stream);
    assertThat(driver.elapsedMilliseconds(start, end)).isNotNegative();
  }

  @Test
  void aThreadWithoutAContextGetsNothing() throws CudaDriverException {
    driver.setCurrentContext(0);
    refuses(driver::memory, INVALID_CONTEXT);
    refuses(driver::createStream, INVALID_CONTEXT);
    refuses(() -> driver.synchronizeStream(stream), INVALID_CONTEXT);
    refuses(() -> driver.recordEvent(start, stream), INVALID_CONTEXT);
    refuses(() -> driver.allocate(1, stream), INVALID_CONTEXT);
    refuses(() -> driver.allocatePinned(1), INVALID_CONTEXT);
    refuses(() -> driver.fill(0, (byte) 0, 0, stream), INVALID_CONTEXT);
  }

  @Test
  void aContextThatNobodyHoldsAnyMoreServesNoCall() throws CudaDriverException {
    driver.releaseContext(0);
    try {
      refuses(() -> driver.synchronizeStream(stream), CONTEXT_IS_DESTROYED);
    } finally {
      driver.retainContext(0);
    }
  }

  @Test
  void aHandleThatWasGivenBackIsNoHandle() throws CudaDriverException {
    long event = driver.createEvent();
    driver.destroyEvent(event);
    refuses(() -> driver.destroyEvent(event), INVALID_HANDLE);
    refuses(() -> driver.recordEvent(event, stream), INVALID_HANDLE);
  }
}
