package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A driver of which one call fails once, after a number of times. */
final class FaultyDriver {
  static final int OUT_OF_MEMORY = 2;
  static final int LAUNCH_FAILED = 719;

  /** Instead of a name: any call but those without which nothing can be given back. */
  static final String ANY = "any";

  private static final Set<String> GIVING_BACK =
      Set.of(
          "destroyEvent",
          "destroyStream",
          "free",
          "freePinned",
          "releaseContext",
          "setCurrentContext",
          "unloadModule",
          "view");

  private FaultyDriver() {}

  /**
   * Wraps a driver.
   *
   * @param method name of the call in {@link CudaDriver}, or {@link #ANY}
   * @param left how often it still succeeds; counted down, and set by the test
   */
  static CudaDriver over(CudaDriver driver, String method, AtomicInteger left, int code) {
    return (CudaDriver)
        Proxy.newProxyInstance(
            CudaDriver.class.getClassLoader(),
            new Class<?>[] {CudaDriver.class},
            (proxy, called, arguments) -> {
              String name = called.getName();
              boolean meant =
                  method.equals(ANY) ? !GIVING_BACK.contains(name) : name.equals(method);
              if (meant && left.getAndDecrement() == 0) {
                throw new CudaDriverException(name, code, "injected");
              }
              try {
                return called.invoke(driver, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
