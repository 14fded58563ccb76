package dev.xraygpu.decode.jpeg;

/** A property of a JPEG that another decoder has to deal with. Never leaves this package. */
final class NotHandledException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  NotHandledException(String reason) {
    // Not an error but an early return from a parser: its stack is of no interest.
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
