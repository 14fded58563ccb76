package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelDepth;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/** A file of which one image is read. */
final class PlainImage implements OpenImage {
  private final Decoders decoders;
  private final ByteBuffer file;
  private final DecodeVerification verification;
  private final ImageHeader stored;
  private final ImageHeader shown;

  PlainImage(Decoders decoders, ByteBuffer file, DecodeRequest request) throws DecodeException {
    this.decoders = decoders;
    this.file = file;
    this.verification = request.verification();
    this.stored = HeaderProbe.probe(file, request.limits());
    PixelType type = request.rendering().depth().of(stored.pixelType());
    this.shown = type == stored.pixelType() ? stored : stored.withPixelType(type);
  }

  @Override
  public ImageHeader header() {
    return shown;
  }

  @Override
  public List<DecodeNote> notes() {
    return stored.format() == ImageFormat.TIFF ? TiffPages.notes(file) : List.of();
  }

  @Override
  public DecodedFrame decode(int frame, HostImage target) throws DecodeException {
    OptionalLong colored;
    if (shown.pixelType() == stored.pixelType()) {
      colored = decoders.decode(file, stored, target, verification);
    } else {
      HostImage own = HostImage.allocate(stored.pixelType(), stored.size());
      colored = decoders.decode(file, stored, own, verification);
      PixelDepth.convert(own, target);
    }
    return stored.color() ? new DecodedFrame(0, colored, List.of()) : DecodedFrame.PLAIN;
  }
}
