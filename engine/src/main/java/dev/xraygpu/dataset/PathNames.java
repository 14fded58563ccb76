package dev.xraygpu.dataset;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Turns the paths below a folder into strings and back, without loss and whatever the locale is. On
 * Unix a name is bytes; {@link Path#toString} decodes them by the locale and loses those it cannot
 * decode, while a path's URI keeps every byte. Bytes that are not UTF-8 become {@code \xNN}, and a
 * backslash that would then read as such an escape becomes {@code \x5C}.
 */
final class PathNames {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final boolean NAMES_ARE_BYTES = File.separatorChar == '/';

  private final Path folder;
  private final int prefixLength;
  private final String uri;

  /**
   * Names below a folder.
   *
   * @param folder absolute
   */
  PathNames(Path folder) {
    this.folder = folder;
    String text = folder.toString();
    this.prefixLength = text.endsWith(File.separator) ? text.length() : text.length() + 1;
    // Whether a URI of a folder ends with a slash depends on whether the folder exists.
    String address = folder.toUri().toASCIIString();
    this.uri = address.endsWith("/") ? address : address + "/";
  }

  /** The name of a file below the folder, relative to it, with {@code /}. */
  String name(Path file) {
    String text = file.toString();
    String relative = text.substring(Math.min(prefixLength, text.length()));
    if (!NAMES_ARE_BYTES) {
      return relative.replace(File.separatorChar, '/');
    }
    if (isPlain(relative)) {
      return relative;
    }
    String address = file.toUri().toASCIIString();
    if (!address.startsWith(uri)) {
      return relative;
    }
    return decode(percentDecoded(address.substring(uri.length())));
  }

  /** The file of a name that {@link #name} made. */
  Path file(String name) {
    if (!NAMES_ARE_BYTES || isPlain(name)) {
      return folder.resolve(name);
    }
    return Path.of(URI.create(uri + percentEncoded(encode(name))));
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    StringBuilder name = new StringBuilder(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      appendLiteral(name, out.flip());
      out.clear();
      if (!result.isError()) {
        return name.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        name.append("\\x").append(HEX.toHexDigits(in.get()));
      }
      decoder.reset();
    }
  }

  private static void appendLiteral(StringBuilder name, CharSequence literal) {
    for (int i = 0; i < literal.length(); i++) {
      name.append(isEscape(literal, i) ? "\\x5C" : literal.charAt(i));
    }
  }

  private static byte[] encode(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length());
    int start = 0;
    for (int i = 0; i < name.length(); i++) {
      if (isEscape(name, i)) {
        bytes.writeBytes(name.substring(start, i).getBytes(StandardCharsets.UTF_8));
        bytes.write(HexFormat.fromHexDigits(name, i + 2, i + 4));
        i += 3;
        start = i + 1;
      }
    }
    bytes.writeBytes(name.substring(start).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static boolean isEscape(CharSequence text, int at) {
    return text.charAt(at) == '\\'
        && at + 3 < text.length()
        && text.charAt(at + 1) == 'x'
        && isHexDigit(text.charAt(at + 2))
        && isHexDigit(text.charAt(at + 3));
  }

  private static boolean isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
  }

  private static byte[] percentDecoded(String address) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(address.length());
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '%') {
        bytes.write(HexFormat.fromHexDigits(address, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static String percentEncoded(byte[] bytes) {
    StringBuilder address = new StringBuilder(bytes.length * 3);
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "/-._~".indexOf(c) >= 0;
      if (plain) {
        address.append(c);
      } else {
        address.append('%').append(HEX.toHexDigits(b));
      }
    }
    return address.toString();
  }
}
