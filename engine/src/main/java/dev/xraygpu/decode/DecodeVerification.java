package dev.xraygpu.decode;

/** How thoroughly the entropy-coded data of a JPEG is verified. */
public enum DecodeVerification {
  /**
   * Structure always; the Huffman data before the decode where the decoder would hide damage
   * (progressive, with restart intervals, four components), and otherwise only if the decoded
   * image's last block is the flat gray 128 that a decoder leaves where the data ended early.
   */
  QUICK,
  /** Structure, and the Huffman data of every JPEG. */
  FULL
}
