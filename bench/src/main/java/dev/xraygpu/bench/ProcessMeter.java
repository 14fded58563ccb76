package dev.xraygpu.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** This process's own use of the machine, as the system accounts for it. */
final class ProcessMeter {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");
  private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");

  private ProcessMeter() {}

  /** Processor time of all threads so far, in seconds, in user and system mode. */
  static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }

  /** Lets {@link #peakBytes} start anew, where the system can: Linux's own switch for that. */
  static void resetPeak() {
    try {
      Files.writeString(CLEAR_REFS, "5");
    } catch (IOException | RuntimeException e) {
      // The peak then is the whole process's so far.
    }
  }

  /** Most resident memory since the last reset, or 0 where the system does not say. */
  static long peakBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException | RuntimeException e) {
      return 0;
    }
    return 0;
  }

  /**
   * Drops the system's file cache.
   *
   * @throws IOException if this system or this user cannot do that
   */
  static void dropFileCache() throws IOException {
    Files.writeString(DROP_CACHES, "1");
  }

  /** The processor's name, as far as the system tells. */
  static String processor() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.toLowerCase(Locale.ROOT).startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException | RuntimeException e) {
      return System.getProperty("os.arch", "");
    }
    return System.getProperty("os.arch", "");
  }
}
