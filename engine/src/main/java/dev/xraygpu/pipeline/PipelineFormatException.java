package dev.xraygpu.pipeline;

/**
 * A pipeline file that cannot be read; the message names the file, the key and what is expected.
 */
public final class PipelineFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A fault in a file or an option. */
  public PipelineFormatException(String message) {
    super(message);
  }

  /** A fault that a parser found. */
  public PipelineFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
