package dev.xraygpu.gpu.opencv;

/** Device memory. */
interface DeviceBlock extends AutoCloseable {
  /** Where it starts: aligned for textures, by 512 bytes. */
  long address();

  /** Gives it back; nothing in flight may use it. */
  @Override
  void close();
}
