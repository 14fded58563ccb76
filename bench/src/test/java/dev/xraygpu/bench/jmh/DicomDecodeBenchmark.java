package dev.xraygpu.bench.jmh;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.dicom.DicomFile;
import dev.xraygpu.dicom.StoredFrame;
import dev.xraygpu.dicom.StoredPixelReader;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * DICOM files of 16 bits (8 for JPEG baseline), by transfer syntax: header and stored values, and
 * all the way to the pixels that a pipeline gets.
 */
public class DicomDecodeBenchmark extends MicroBenchmark {
  @Param({"512", "1024"})
  public int side;

  @Param public DicomEncoding syntax;

  private final Decoders decoders = Decoders.load();
  private final StoredPixelReader reader = new StoredPixelReader(FrameCodecs.load());
  private ByteBuffer file;
  private HostImage target;

  @Setup
  public void make() throws DecodeException {
    PixelType type = syntax == DicomEncoding.JPEG_BASELINE ? PixelType.U8 : PixelType.U16;
    byte[] bytes = syntax.file(Phantoms.image(side, type));
    file = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    OpenImage image = decoders.open(file, DecodeRequest.DEFAULT);
    target = HostImage.allocate(image.header().pixelType(), image.header().size());
  }

  @Benchmark
  public StoredFrame stored() throws DecodeException {
    return reader.read(DicomFile.read(file, DecodeLimits.DEFAULT), 0, DecodeVerification.QUICK);
  }

  @Benchmark
  public DecodedFrame displayed() throws DecodeException {
    return decoders.open(file, DecodeRequest.DEFAULT).decode(1, target);
  }
}
