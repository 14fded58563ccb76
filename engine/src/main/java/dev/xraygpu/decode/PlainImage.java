package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelDepth;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.ValueBits;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** A file of which one image is read. */
final class PlainImage implements OpenImage {
  private final Decoders decoders;
  private final ByteBuffer file;
  private final DecodeVerification verification;
  private final ValueBits bits;
  private final ImageHeader stored;
  private final ImageHeader shown;

  PlainImage(Decoders decoders, ByteBuffer file, DecodeRequest request) throws DecodeException {
    this.decoders = decoders;
    this.file = file;
    this.verification = request.verification();
    this.stored = HeaderProbe.probe(file, request.limits());
    this.bits = request.rendering().bits();
    PixelType type = request.rendering().depth().of(stored.pixelType());
    this.shown = type == stored.pixelType() ? stored : stored.withPixelType(type);
  }

  @Override
  public ImageHeader header() {
    return shown;
  }

  @Override
  public List<DecodeNote> notes() {
    return switch (stored.format()) {
      case TIFF -> TiffPages.notes(file);
      case PNG -> PngAnimation.notes(file);
      default -> List.of();
    };
  }

  @Override
  public DecodedFrame decode(int frame, HostImage target) throws DecodeException {
    boolean converted = shown.pixelType() != stored.pixelType();
    HostImage own = converted ? HostImage.allocate(stored.pixelType(), stored.size()) : target;
    OptionalLong colored = decoders.decode(file, stored, own, verification);
    List<DecodeNote> notes = new ArrayList<>();
    if (stored.format() == ImageFormat.BMP) {
      notes.addAll(BmpPalette.notes(file));
    }
    if (bits.fewer() && stored.pixelType() == PixelType.U16) {
      long larger = PixelDepth.stretch(own, bits.count());
      if (larger > 0) {
        notes.add(outOfRange(larger));
      }
    }
    if (converted) {
      PixelDepth.convert(own, target);
    }
    if (!stored.color()) {
      colored = OptionalLong.of(0);
    }
    return new DecodedFrame(0, colored, notes);
  }

  private DecodeNote outOfRange(long larger) {
    return new DecodeNote(
        FindingCode.PIXEL_VALUES_OUT_OF_RANGE,
        String.format(
            Locale.ROOT,
            "%,d of %,d pixels have values above %,d, the largest of the %d bits that were asked"
                + " for, and became white",
            larger,
            stored.size().area(),
            (1 << bits.count()) - 1,
            bits.count()));
  }
}
