package dev.xraygpu.cpu.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A worker that a stream of one byte brings down or keeps busy for ever, and that answers all
 * others with zeros.
 */
public final class BrokenWorker {
  static final byte CRASH = 1;
  static final byte HANG = 2;
  static final byte CHATTER = 3;

  private BrokenWorker() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    DataOutputStream out = new DataOutputStream(System.out);
    new CodecResponse.Failed("ready").write(out);
    DataInputStream in = new DataInputStream(System.in);
    while (true) {
      CodecRequest request = CodecRequest.read(in);
      switch (request.stream()[0]) {
        case CRASH -> Runtime.getRuntime().halt(134);
        case HANG -> Thread.sleep(3_600_000);
        case CHATTER -> System.out.println("what a native library prints");
        default -> new CodecResponse.Decoded(new short[request.count()]).write(out);
      }
    }
  }
}
