package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A driver of which one call fails once, after a number of times. */
final class FaultyDriver {
  static final int OUT_OF_MEMORY = 2;
  static final int LAUNCH_FAILED = 719;

  private FaultyDriver() {}

  /**
   * Wraps a driver.
   *
   * @param method name of the call in {@link CudaDriver}
   * @param left how often it still succeeds; counted down, and set by the test
   */
  static CudaDriver over(CudaDriver driver, String method, AtomicInteger left, int code) {
    return (CudaDriver)
        Proxy.newProxyInstance(
            CudaDriver.class.getClassLoader(),
            new Class<?>[] {CudaDriver.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method) && left.getAndDecrement() == 0) {
                throw new CudaDriverException(method, code, "injected");
              }
              try {
                return called.invoke(driver, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
