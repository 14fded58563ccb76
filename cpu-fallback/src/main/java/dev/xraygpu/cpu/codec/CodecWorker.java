package dev.xraygpu.cpu.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * The program of a worker process: answers requests on its standard input one after the other, and
 * ends when that is closed. It loads FFmpeg, which a broken stream may bring down together with
 * this process, and with nothing else.
 */
public final class CodecWorker {
  private CodecWorker() {}

  /** Serves requests; the arguments mean nothing. */
  public static void main(String[] arguments) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // Natives that print must not print between the answers.
    Optional<String> unavailable = FfmpegDecoder.load();
    CodecResponse greeting =
        unavailable.isPresent()
            ? new CodecResponse.Unavailable(unavailable.get())
            : new CodecResponse.Failed("ready");
    greeting.write(out);
    try {
      while (true) {
        answer(CodecRequest.read(in)).write(out);
      }
    } catch (EOFException e) {
      // Nobody asks any more.
    }
  }

  private static CodecResponse answer(CodecRequest request) {
    try {
      return FfmpegDecoder.decode(request);
    } catch (RuntimeException e) {
      return new CodecResponse.Failed("failed unexpectedly: " + e);
    } catch (OutOfMemoryError e) {
      return new CodecResponse.Failed("no memory for the image");
    }
  }
}
