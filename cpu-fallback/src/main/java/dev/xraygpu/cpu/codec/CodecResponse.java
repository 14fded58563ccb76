package dev.xraygpu.cpu.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a worker process answers. */
sealed interface CodecResponse {
  /** Values, those of a pixel following each other, as unsigned numbers. */
  record Decoded(short[] values) implements CodecResponse {}

  /** Why there are none. */
  record Failed(String reason) implements CodecResponse {}

  /** The worker can serve nobody, for what reason. */
  record Unavailable(String reason) implements CodecResponse {}

  int DECODED = 1;
  int FAILED = 2;
  int UNAVAILABLE = 3;

  /** Longest reason. */
  int LONGEST_REASON = 1000;

  default void write(DataOutputStream to) throws IOException {
    if (this instanceof Decoded decoded) {
      to.writeByte(DECODED);
      to.writeInt(decoded.values().length);
      ByteBuffer bytes =
          ByteBuffer.allocate(2 * decoded.values().length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(decoded.values());
      to.write(bytes.array());
    } else if (this instanceof Failed failed) {
      to.writeByte(FAILED);
      to.writeUTF(shortened(failed.reason()));
    } else if (this instanceof Unavailable unavailable) {
      to.writeByte(UNAVAILABLE);
      to.writeUTF(shortened(unavailable.reason()));
    }
    to.flush();
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
  }

  /**
   * Reads an answer.
   *
   * @param count values that were asked for: memory is taken for no other number
   */
  static CodecResponse read(DataInputStream from, int count) throws IOException {
    int kind = from.readByte();
    switch (kind) {
      case DECODED -> {
        if (from.readInt() != count) {
          throw new IOException("not as many values as were asked for");
        }
        byte[] bytes = new byte[2 * count];
        from.readFully(bytes);
        short[] values = new short[count];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
        return new Decoded(values);
      }
      case FAILED -> {
        return new Failed(from.readUTF());
      }
      case UNAVAILABLE -> {
        return new Unavailable(from.readUTF());
      }
      default -> throw new IOException("not an answer");
    }
  }
}
