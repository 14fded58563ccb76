package dev.xraygpu.dicom.display;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.FrameDecoder;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.dicom.StoredPixelReader;
import dev.xraygpu.dicom.codec.FrameCodec;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Decodes DICOM to the gray values that a workstation shows. */
public final class DicomImageDecoder implements FrameDecoder {
  private final StoredPixelReader reader;

  /** A decoder with the codecs on the class path. */
  public DicomImageDecoder() {
    this(new StoredPixelReader(FrameCodecs.load()));
  }

  /** A decoder that reads stored values with the given reader. */
  public DicomImageDecoder(StoredPixelReader reader) {
    this.reader = reader;
  }

  @Override
  public Set<ImageFormat> formats() {
    return Set.of(ImageFormat.DICOM);
  }

  @Override
  public String description() {
    return "xray-gpu DICOM decoder";
  }

  @Override
  public List<String> libraries() {
    return Stream.concat(
            Stream.of(description()), reader.codecs().all().stream().map(FrameCodec::description))
        .toList();
  }

  @Override
  public boolean findsDamage() {
    return true;
  }

  @Override
  public OpenImage open(ByteBuffer file, DecodeRequest request) throws DecodeException {
    return new DicomImage(file, request, reader);
  }

  @Override
  public Decoding decode(ByteBuffer file, ImageHeader header, HostImage target)
      throws DecodeException {
    open(file, DecodeRequest.DEFAULT).decode(1, target);
    return Decoding.DONE;
  }
}
