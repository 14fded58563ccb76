package dev.xraygpu.decode;

/** How far a decode is distrusted. */
public enum DecodeVerification {
  /** The file's structure and compressed data are checked where a decoder would hide damage. */
  QUICK,
  /** All decoders of the format decode, too, and must agree about every pixel. */
  FULL
}
