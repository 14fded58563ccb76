package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.LaunchShape;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs each entry of a hand-written module in two blocks of 64 threads, on {@value #WORDS} words of
 * 64 bits that are zero at first, and prints what they are then, or that the launch failed.
 */
final class PtxWorkload {
  static final int WORDS = 128;
  private static final int BYTES = WORDS * Long.BYTES;

  private PtxWorkload() {}

  /**
   * Runs it.
   *
   * @param arguments the module's file
   */
  public static void main(String[] arguments) throws IOException, CudaDriverException {
    String ptx = Files.readString(Path.of(arguments[0]));
    if (!EmulatorLibrary.missing().isEmpty()) {
      throw new IllegalStateException(EmulatorLibrary.missing());
    }
    EmulatedDriver driver = EmulatedDriver.load();
    driver.setCurrentContext(driver.retainContext(0));
    long module = driver.loadModule(ptx.getBytes(StandardCharsets.US_ASCII));
    Matcher entries = Pattern.compile("\\.entry (\\w+)\\(").matcher(ptx);
    while (entries.find()) {
      System.out.println(entries.group(1) + ": " + run(driver, module, entries.group(1)));
    }
  }

  private static String run(EmulatedDriver driver, long module, String entry)
      throws CudaDriverException {
    long stream = driver.createStream();
    long device = driver.allocate(BYTES, stream);
    long host = driver.allocatePinned(BYTES);
    try {
      driver.fill(device, (byte) 0, BYTES, stream);
      driver.launch(
          driver.function(module, entry), new LaunchShape(2, 1, 1, 64, 1), device, stream);
      driver.copyToHost(host, device, BYTES, stream);
      driver.synchronizeStream(stream);
      StringBuilder words = new StringBuilder();
      LongBuffer results = driver.view(host, BYTES).asLongBuffer();
      while (results.hasRemaining()) {
        words.append(Long.toHexString(results.get())).append(' ');
      }
      return words.toString().strip();
    } catch (CudaDriverException e) {
      return "failed";
    } finally {
      driver.freePinned(host);
      driver.free(device, stream);
      driver.destroyStream(stream);
    }
  }
}
