package dev.xraygpu.cpu;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.util.Set;

/** A decoder that does what another one does, for tests that change a part of it. */
abstract class DecoderAround implements ImageDecoder {
  private final ImageDecoder decoder;

  DecoderAround(ImageDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public Set<ImageFormat> formats() {
    return decoder.formats();
  }

  @Override
  public String description() {
    return decoder.description();
  }

  @Override
  public int preference() {
    return decoder.preference();
  }

  @Override
  public Decoding decode(ByteBuffer file, ImageHeader header, HostImage target)
      throws DecodeException {
    return decoder.decode(file, header, target);
  }
}
