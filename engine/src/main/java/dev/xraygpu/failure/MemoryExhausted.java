package dev.xraygpu.failure;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose memory was exhausted: what Java may take, or what the system gives a process at all. */
public final class MemoryExhausted {
  /** What to do if the system gives no more: a larger heap of Java's would make it worse. */
  public static final String SYSTEM_REMEDY =
      "let the system give this process more memory (ulimit -v, a container's limit, other"
          + " programs)";

  // Of Java's own natives, of threads, of JavaCPP, and of the system's loader of libraries.
  private static final Pattern OF_SYSTEM =
      Pattern.compile(
          "(?i)unable to (?:allocate|create)|map failed|cannot allocate|failed to map segment");

  /** Far more than libraries wrap a failure in; causes may go round in a circle. */
  private static final int MOST_CAUSES = 32;

  private MemoryExhausted() {}

  /** What became of a whole run, and what to do, in one line. */
  public static String describe(OutOfMemoryError failure) {
    return "out of memory; use fewer --threads, lower --max-pixels, or " + remedy(failure);
  }

  /** Where more memory may come from, to be said behind what would make do with less. */
  public static String remedy(OutOfMemoryError failure) {
    return isOfSystem(failure)
        ? SYSTEM_REMEDY
        : "give Java more memory with XRAY_GPU_JAVA_OPTS=-Xmx4g";
  }

  /** Whether the system refused memory, by what the failure or one of its causes says. */
  public static boolean isOfSystem(Throwable failure) {
    @Nullable Throwable each = failure;
    for (int depth = 0; each != null && depth < MOST_CAUSES; depth++) {
      if (OF_SYSTEM.matcher(String.valueOf(each.getMessage())).find()) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }
}
