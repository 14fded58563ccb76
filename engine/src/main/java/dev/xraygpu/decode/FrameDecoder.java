package dev.xraygpu.decode;

import java.nio.ByteBuffer;

/**
 * A decoder of a format whose files may hold several frames, and say more than pixels. It reads the
 * header itself.
 */
public interface FrameDecoder extends ImageDecoder {
  /**
   * Reads a file's header.
   *
   * @param file all bytes of the file, a direct buffer from position 0 to its limit; not changed
   * @throws DecodeException as {@link HeaderProbe#probe}
   */
  OpenImage open(ByteBuffer file, DecodeRequest request) throws DecodeException;
}
