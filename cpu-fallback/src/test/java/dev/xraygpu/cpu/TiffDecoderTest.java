package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageDecoderContract;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.RandomTiff;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.decode.TiffWriter;
import dev.xraygpu.decode.tiff.OpenCvTiffs;
import dev.xraygpu.decode.tiff.TiffDecoder;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

/** The TIFF decoder in Java against OpenCV's, which is libtiff. */
class TiffDecoderTest extends ImageDecoderContract {
  private final TiffDecoder decoder = new TiffDecoder();
  private final OpenCvImageDecoder judge = new OpenCvImageDecoder();

  @Override
  protected ImageDecoder decoder() {
    return decoder;
  }

  @Test
  void givesTheSamePixelsAsOpenCv() throws DecodeException {
    SplittableRandom random = new SplittableRandom(2);
    int left = 0;
    int files = 3000;
    for (int i = 0; i < files; i++) {
      RandomTiff tiff = RandomTiff.of(random);
      ByteBuffer file = SampleImages.direct(tiff.file());
      ImageHeader header = header(file);
      HostImage ours = HostImage.allocate(header.pixelType(), header.size());
      HostImage theirs = HostImage.allocate(header.pixelType(), header.size());

      Decoding decoding = decoder.decode(file, header, ours);
      boolean judged = judge.decode(file, header, theirs).done();

      assertThat(decoding.done()).as(tiff.kind()).isTrue();
      assertThat(judged).as(tiff.kind()).isNotEqualTo(OpenCvTiffs.misread(file, header));
      if (judged) {
        assertThat(ours.bytes().equals(theirs.bytes())).as(tiff.kind()).isTrue();
        OptionalLong colored =
            header.color() ? judge.coloredPixels(file, header) : OptionalLong.of(0);
        assertThat(header.color() ? decoding.colored() : OptionalLong.of(0))
            .as(tiff.kind())
            .isEqualTo(colored);
      } else {
        left++;
      }
    }
    assertThat(left).isBetween(files / 10, files / 2);
  }

  @Test
  void readsWhatOpenCvWrites() throws DecodeException {
    SplittableRandom random = new SplittableRandom(5);
    Decoders decoders = new Decoders(List.of(judge, decoder));
    for (int i = 0; i < 200; i++) {
      int width = 1 + random.nextInt(300);
      int height = 1 + random.nextInt(200);
      int type = random.nextBoolean() ? opencv_core.CV_8UC1 : opencv_core.CV_16UC1;
      byte[] pixels = new byte[2 * width * height];
      int noise = 1 + random.nextInt(256);
      for (int at = 0; at < pixels.length; at++) {
        pixels[at] = (byte) (at / 50 + random.nextInt(noise));
      }
      int compression = new int[] {1, 5, 8, 32946, 32773}[random.nextInt(5)];
      byte[] encoded;
      try (BytePointer memory = new BytePointer(pixels);
          Mat image = new Mat(height, width, type, memory)) {
        encoded =
            OpenCvEncoder.encode(
                ".tiff",
                image,
                opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION,
                compression,
                opencv_imgcodecs.IMWRITE_TIFF_PREDICTOR,
                1 + random.nextInt(2));
      }
      ByteBuffer file = SampleImages.direct(encoded);
      ImageHeader header = header(file);
      HostImage target = HostImage.allocate(header.pixelType(), header.size());

      decoders.decode(file, header, target, DecodeVerification.FULL);

      ByteBuffer expected = ByteBuffer.wrap(pixels, 0, width * height * header.pixelType().bytes());
      assertThat(target.bytes().equals(expected)).as("file %d", i).isTrue();
    }
  }

  @Test
  void itIsAskedFirst() {
    assertThat(Decoders.load().of(ImageFormat.TIFF))
        .hasSize(2)
        .first()
        .isInstanceOf(TiffDecoder.class);
  }

  /** What OpenCV would refuse or show as something else is read, and is not compared with it. */
  @Test
  void whatOpenCvMisreadsIsVerifiedWithoutIt() throws DecodeException {
    int[] values = new int[4 * 40 * 30];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 37 & 0xff;
    }
    for (TiffWriter writer :
        List.of(
            new TiffWriter(40, 30, 4, 8, 2, values).field(338, 2),
            new TiffWriter(40, 30, 2, 16, 1, values),
            new TiffWriter(40, 30, 3, 16, 2, values).planes(),
            new TiffWriter(40, 30, 2, 8, 0, values).planes(),
            new TiffWriter(40, 30, 1, 8, 1, values).tiles(16, 16),
            new TiffWriter(40, 30, 1, 8, 1, values).field(278, 1L << 25),
            new TiffWriter(40, 30, 2, 8, 1, values).tiles(32, 32),
            new TiffWriter(40, 30, 1, 8, 1, values).tiles(32, 32).field(274, 2))) {
      ByteBuffer file = SampleImages.direct(writer.toBytes());
      ImageHeader header = header(file);
      HostImage target = HostImage.allocate(header.pixelType(), header.size());

      assertThat(OpenCvTiffs.misread(file, header)).isTrue();
      assertThat(
              catchThrowable(
                  () -> Decoders.load().decode(file, header, target, DecodeVerification.FULL)))
          .isNull();
    }
  }

  private static ImageHeader header(ByteBuffer file) throws DecodeException {
    return HeaderProbe.probe(file, DecodeLimits.DEFAULT);
  }
}
