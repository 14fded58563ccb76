package dev.xraygpu.decode;

/** How thoroughly the entropy-coded data of a JPEG is verified. */
public enum DecodeVerification {
  /**
   * Structure always, with the number and order of restart markers. The Huffman data before the
   * decode where pixels do not show that they ended early (progressive, four components), and
   * otherwise only if the decoded image's last block is the flat gray 128 that libjpeg leaves then.
   */
  QUICK,
  /** Structure, and the Huffman data of every JPEG. */
  FULL
}
