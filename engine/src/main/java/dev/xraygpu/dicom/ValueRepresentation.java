package dev.xraygpu.dicom;

import org.jspecify.annotations.Nullable;

/** How an element's value is stored (DICOM PS3.5, table 6.2-1). */
public enum ValueRepresentation {
  /** Application entity. */
  AE,
  /** Age. */
  AS,
  /** Tag. */
  AT,
  /** Code string. */
  CS,
  /** Date. */
  DA,
  /** Decimal number as text. */
  DS,
  /** Date and time. */
  DT,
  /** 64-bit floating point. */
  FD,
  /** 32-bit floating point. */
  FL,
  /** Integer as text. */
  IS,
  /** Long text of one line. */
  LO,
  /** Long text. */
  LT,
  /** Bytes. */
  OB(true),
  /** 64-bit floating point numbers. */
  OD(true),
  /** 32-bit floating point numbers. */
  OF(true),
  /** 32-bit words. */
  OL(true),
  /** 64-bit words. */
  OV(true),
  /** 16-bit words. */
  OW(true),
  /** Person's name. */
  PN,
  /** Short text of one line. */
  SH,
  /** Signed 32-bit integer. */
  SL,
  /** Sequence of items. */
  SQ(true),
  /** Signed 16-bit integer. */
  SS,
  /** Short text. */
  ST,
  /** Signed 64-bit integer. */
  SV(true),
  /** Time. */
  TM,
  /** Unlimited characters. */
  UC(true),
  /** Unique identifier. */
  UI,
  /** Unsigned 32-bit integer. */
  UL,
  /** Unknown. */
  UN(true),
  /** Address. */
  UR(true),
  /** Unsigned 16-bit integer. */
  US,
  /** Unlimited text. */
  UT(true),
  /** Unsigned 64-bit integer. */
  UV(true),
  /** US or SS: only the data set's pixel representation tells (implicit VR). */
  XS;

  private final boolean longLength;

  ValueRepresentation() {
    this(false);
  }

  ValueRepresentation(boolean longLength) {
    this.longLength = longLength;
  }

  /** Whether explicit VR stores its length in 32 bits behind two reserved bytes. */
  boolean longLength() {
    return longLength;
  }

  /** The VR of two letters, or null if there is none of that name. */
  static @Nullable ValueRepresentation of(int first, int second) {
    return BY_LETTERS[letter(first) * 32 + letter(second)];
  }

  private static int letter(int c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' + 1 : 0;
  }

  private static final @Nullable ValueRepresentation[] BY_LETTERS =
      new @Nullable ValueRepresentation[32 * 32];

  static {
    for (ValueRepresentation vr : values()) {
      if (vr != XS) {
        BY_LETTERS[letter(vr.name().charAt(0)) * 32 + letter(vr.name().charAt(1))] = vr;
      }
    }
  }
}
