package dev.xraygpu.gpu.opencv;

import dev.xraygpu.gpu.CudaException;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells an image that OpenCV does not take from a device that failed, by OpenCV's exceptions. */
final class OpenCvFailure {
  /** {@code OpenCV(version) source:line: error: (number:name) message in function 'name'}. */
  private static final Pattern FORM =
      Pattern.compile("error: \\((-?\\d+):[^)]*\\)\\s*(.*?)(?:\\s+in function '.*)?$");

  /** OpenCV's number of a failed call to CUDA, cuBLAS or NPP. */
  private static final int GPU_API_CALL = -217;

  /** OpenCV's numbers of a lack of memory and of a missing or unfit GPU. */
  private static final int NO_MEMORY = -4;

  private static final int NO_CUDA = -216;

  private final IntSupplier lastError;

  /** Failures whose number CUDA tells. */
  OpenCvFailure(IntSupplier lastError) {
    this.lastError = lastError;
  }

  /** What a call that depends on an image threw. */
  CudaException of(String call, RuntimeException thrown) throws OpenCvRefusal {
    Matcher matcher = match(thrown);
    if (matcher == null) {
      throw new OpenCvRefusal(call + ": " + firstLine(thrown));
    }
    int number = Integer.parseInt(matcher.group(1));
    if (number != GPU_API_CALL && number != NO_MEMORY && number != NO_CUDA) {
      throw new OpenCvRefusal("OpenCV refuses it: " + call + ": " + matcher.group(2));
    }
    return failed(call, number, matcher.group(2));
  }

  /** What a call that depends on no image threw. */
  CudaException ofDevice(String call, RuntimeException thrown) {
    Matcher matcher = match(thrown);
    return matcher == null
        ? failed(call, GPU_API_CALL, firstLine(thrown))
        : failed(call, Integer.parseInt(matcher.group(1)), matcher.group(2));
  }

  private CudaException failed(String call, int number, String message) {
    int code = lastError.getAsInt();
    if (code == 0) {
      code = fromMessage(number, message);
    }
    return new CudaException(call, code, message);
  }

  // OpenCV says what CUDA said, without its number; NPP and cuBLAS have numbers of their own.
  private static int fromMessage(int number, String message) {
    if (number == NO_MEMORY || message.contains("out of memory")) {
      return 2;
    }
    if (number == NO_CUDA) {
      return 100;
    }
    return 1;
  }

  private static @Nullable Matcher match(RuntimeException thrown) {
    Matcher matcher = FORM.matcher(firstLine(thrown));
    return matcher.find() ? matcher : null;
  }

  private static String firstLine(RuntimeException thrown) {
    String message = thrown.getMessage();
    return message == null
        ? thrown.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }
}
