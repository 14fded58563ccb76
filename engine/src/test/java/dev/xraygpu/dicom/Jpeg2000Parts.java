package dev.xraygpu.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a codestream whose packets have markers before them and behind their headers, to be
 * put together otherwise.
 */
final class Jpeg2000Parts {
  static final int COD = 0xff52;
  static final int COC = 0xff53;
  static final int QCD = 0xff5c;
  static final int QCC = 0xff5d;
  static final int POC = 0xff5f;
  static final int PPM = 0xff60;
  static final int PPT = 0xff61;
  private static final int SOC = 0xff4f;
  private static final int SOT = 0xff90;
  private static final int START_OF_PACKET = 0xff91;
  private static final int END_OF_PACKET_HEADER = 0xff92;
  private static final int SOD = 0xff93;
  private static final int EOC = 0xffd9;

  /** A marker segment, from behind its length on. */
  record Segment(int marker, byte[] content) {
    static Segment of(int marker, int... content) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int value : content) {
        bytes.write(value);
      }
      return new Segment(marker, bytes.toByteArray());
    }
  }

  /** What comes before a packet's data, and these; no header is there if it is elsewhere. */
  record Packet(byte[] header, byte[] data) {}

  /** A part of a tile. */
  record TilePart(int tile, List<Segment> segments, List<Packet> packets) {
    /** The headers of its packets, which it has no more. */
    byte[] takeHeaders() {
      ByteArrayOutputStream headers = new ByteArrayOutputStream();
      packets.forEach(packet -> headers.writeBytes(packet.header()));
      packets.replaceAll(packet -> new Packet(new byte[0], packet.data()));
      return headers.toByteArray();
    }
  }

  private final List<Segment> main = new ArrayList<>();
  private final List<TilePart> tileParts = new ArrayList<>();

  Jpeg2000Parts(byte[] stream) {
    ByteBuffer bytes = ByteBuffer.wrap(stream).position(2);
    readSegments(bytes, SOT, main);
    while (bytes.getChar(bytes.position()) == SOT) {
      int from = bytes.position();
      TilePart part = new TilePart(bytes.getChar(from + 4), new ArrayList<>(), new ArrayList<>());
      int end = from + bytes.getInt(from + 6);
      readSegments(bytes.position(from + 12), SOD, part.segments());
      int at = bytes.position() + 2;
      while (at < end) {
        int behindHeader = next(bytes, END_OF_PACKET_HEADER, at, end) + 2;
        int behindData = next(bytes, START_OF_PACKET, behindHeader, end);
        byte[] header = new byte[behindHeader - at - 6];
        byte[] data = new byte[behindData - behindHeader];
        bytes.get(at + 6, header).get(behindHeader, data);
        part.packets().add(new Packet(header, data));
        at = behindData;
      }
      tileParts.add(part);
      bytes.position(end);
    }
  }

  private static void readSegments(ByteBuffer bytes, int end, List<Segment> segments) {
    while (bytes.getChar(bytes.position()) != end) {
      int marker = bytes.getChar();
      byte[] content = new byte[bytes.getChar() - 2];
      bytes.get(content);
      segments.add(new Segment(marker, content));
    }
  }

  private static int next(ByteBuffer bytes, int marker, int from, int end) {
    int at = from;
    while (at < end && bytes.getChar(at) != marker) {
      at++;
    }
    return at;
  }

  List<Segment> main() {
    return main;
  }

  List<TilePart> tileParts() {
    return tileParts;
  }

  /** The only marker segment of a kind in the main header. */
  Segment only(int marker) {
    return main.stream().filter(segment -> segment.marker() == marker).findFirst().orElseThrow();
  }

  /** Puts all packets of a tile into its first part, and leaves out the other parts. */
  void joinTileParts() {
    List<TilePart> whole = new ArrayList<>();
    for (TilePart part : tileParts) {
      whole.stream()
          .filter(first -> first.tile() == part.tile())
          .findFirst()
          .ifPresentOrElse(first -> first.packets().addAll(part.packets()), () -> whole.add(part));
    }
    tileParts.clear();
    tileParts.addAll(whole);
  }

  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    marker(out, SOC);
    main.forEach(segment -> write(out, segment));
    for (TilePart part : tileParts) {
      ByteArrayOutputStream behindStart = new ByteArrayOutputStream();
      part.segments().forEach(segment -> write(behindStart, segment));
      marker(behindStart, SOD);
      for (Packet packet : part.packets()) {
        behindStart.writeBytes(packet.header());
        behindStart.writeBytes(packet.data());
      }
      ByteBuffer start = ByteBuffer.allocate(12);
      start.putChar((char) SOT).putChar((char) 10).putChar((char) part.tile());
      start.putInt(12 + behindStart.size()).putChar((char) 0);
      out.writeBytes(start.array());
      out.writeBytes(behindStart.toByteArray());
    }
    marker(out, EOC);
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, Segment segment) {
    marker(out, segment.marker());
    marker(out, segment.content().length + 2);
    out.writeBytes(segment.content());
  }

  private static void marker(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
