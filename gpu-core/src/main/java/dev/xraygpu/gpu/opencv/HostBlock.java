package dev.xraygpu.gpu.opencv;

import java.nio.ByteBuffer;

/** Page-locked host memory. */
interface HostBlock extends AutoCloseable {
  /** Its bytes, little-endian. */
  ByteBuffer view();

  /** Bytes there are. */
  long capacity();

  /** Gives it back; nothing in flight may use it. */
  @Override
  void close();
}
