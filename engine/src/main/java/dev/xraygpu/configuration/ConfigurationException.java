package dev.xraygpu.configuration;

/** A configuration file that cannot be meant. The message is one line for the user. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and what is expected; with what led to it. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
