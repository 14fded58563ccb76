package dev.xraygpu.inspection;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.ImageChecks;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One file, or the frame of it that is asked for, decoded into memory of its own; of several frames
 * the first, unless another is asked for.
 *
 * @param header what the file says of itself
 * @param frames how many frames the file has
 * @param frame the one that was decoded, from 1
 * @param acquisition how it was taken, by the manifest's columns
 * @param colored how many pixels are coloured, if it could be told
 * @param notes what is doubtful about it
 * @param pixels of the frame
 * @param thumbnail of them
 */
public record DecodedFile(
    ImageHeader header,
    int frames,
    int frame,
    Map<String, String> acquisition,
    OptionalLong colored,
    List<DecodeNote> notes,
    HostImage pixels,
    Thumbnail thumbnail) {

  /** How findings name a file outside of any dataset. */
  public static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Reads a file through a buffer.
   *
   * @throws DecodeException if it cannot be decoded, also where a decoder stumbles over it
   */
  public static DecodedFile read(
      Path file, FileBuffer buffer, DecodeRequest request, Decoders decoders)
      throws DecodeException {
    try {
      return decode(file, buffer, request, decoders);
    } catch (RuntimeException e) {
      throw DecodeException.unexpected(e);
    }
  }

  private static DecodedFile decode(
      Path file, FileBuffer buffer, DecodeRequest request, Decoders decoders)
      throws DecodeException {
    ByteBuffer bytes = buffer.read(file);
    OpenImage image = decoders.open(bytes, request);
    ImageHeader header = image.header();
    int frame = Math.max(1, request.rendering().frames().only());
    HostImage pixels = HostImage.allocate(header.pixelType(), header.size());
    List<DecodeNote> notes = new ArrayList<>(image.notes());
    DecodedFrame decoded = image.decode(frame, pixels);
    notes.addAll(decoded.notes());
    return new DecodedFile(
        header,
        image.frames(),
        frame,
        image.acquisition(frame),
        decoded.colored(),
        notes,
        pixels,
        new Thumbnailer().of(pixels));
  }

  /** What header and decode show to be wrong. */
  List<Finding> findings(String name, ImageChecks checks) {
    List<Finding> findings = new ArrayList<>(checks.ofHeader(name, header));
    checks.ofColor(name, header, colored).ifPresent(findings::add);
    for (DecodeNote note : notes) {
      findings.add(Finding.of(name, note.code(), note.message()));
    }
    return findings;
  }
}
