package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

/** The gray of colour PNG is what OpenCV's own grayscale read gives. */
class LibpngLumaTest {
  private static final int WIDTH = 251;
  private static final int HEIGHT = 190;

  private static BufferedImage noise(BufferedImage image) {
    SplittableRandom random = new SplittableRandom(20261125);
    int bound = image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT ? 65_536 : 256;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int band = 0; band < image.getRaster().getNumBands(); band++) {
          boolean white = (x + y) % 17 == 0;
          image.getRaster().setSample(x, y, band, white ? bound - 1 : random.nextInt(bound));
        }
      }
    }
    return image;
  }

  private static BufferedImage deep(boolean alpha) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    return new BufferedImage(
        model, model.createCompatibleWritableRaster(WIDTH, HEIGHT), false, null);
  }

  private static BufferedImage palette() {
    byte[][] colors = new byte[3][256];
    SplittableRandom random = new SplittableRandom(1);
    for (byte[] channel : colors) {
      random.nextBytes(channel);
    }
    return new BufferedImage(
        WIDTH,
        HEIGHT,
        BufferedImage.TYPE_BYTE_INDEXED,
        new IndexColorModel(8, 256, colors[0], colors[1], colors[2]));
  }

  private static void assertAsOpenCv(byte[] file, boolean applies) throws DecodeException {
    OpenCvLibrary.ensureLoaded();
    ByteBuffer bytes = SampleImages.direct(file);
    ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
    assertThat(header.color()).isTrue();
    assertThat(LibpngLuma.applies(bytes, header)).as(header.detail()).isEqualTo(applies);
    HostImage ours = HostImage.allocate(header.pixelType(), header.size());
    assertThat(new OpenCvImageDecoder().decode(bytes, header, ours).done()).isTrue();
    try (BytePointer source = new BytePointer(bytes);
        Mat encoded = new Mat(1, file.length, CV_8UC1, source);
        Mat theirs = imdecode(encoded, IMREAD_GRAYSCALE | IMREAD_ANYDEPTH);
        BytePointer data = theirs.data()) {
      long length = theirs.total() * theirs.elemSize();
      assertThat(ours.bytes()).as(header.detail()).isEqualTo(data.capacity(length).asByteBuffer());
    }
  }

  @Test
  void equalsOpenCvsGray() throws DecodeException {
    BufferedImage rgb = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage alpha = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_4BYTE_ABGR);
    for (BufferedImage image :
        new BufferedImage[] {rgb, alpha, deep(false), deep(true), palette()}) {
      assertAsOpenCv(SampleImages.encode(noise(image), "png"), true);
    }
  }

  @Test
  void leavesWhatLibpngWeighsOtherwiseToIt() throws DecodeException {
    byte[] png =
        SampleImages.encode(
            noise(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR)), "png");
    byte[] gamma = ByteBuffer.allocate(4).putInt(45_455).array();
    assertAsOpenCv(SampleImages.insertChunk(png, "gAMA", gamma), false);
    assertAsOpenCv(SampleImages.insertChunk(png, "sRGB", new byte[] {0}), false);
    assertAsOpenCv(SampleImages.insertChunk(png, "pHYs", new byte[9]), true);
  }
}
