package dev.xraygpu.device;

import static dev.xraygpu.device.LaneBatch.processed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every device owes its callers: the promises of {@link DeviceProvider}, {@link Device} and
 * {@link Lane}. A device's test extends this class and names its provider. On a machine without the
 * device, what needs an open one is skipped by name.
 *
 * <p>Here is what a device owes that decodes files itself: the pixels that the host's decoders
 * make.
 */
public abstract class DeviceContract extends StageContract {

  @Test
  void aDeviceThatDecodesNothingRefusesEncodedBytes() throws DeviceException {
    try (Device device = open();
        Lane lane = device.openLane(specification(List.of(), 1))) {
      Assumptions.assumeTrue(
          device.decodes().isEmpty(), () -> "it decodes " + device.decodes() + " itself");
      assertThatThrownBy(() -> lane.reserveEncoded(100))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void encodedBytesGiveThePixelsOfTheHostsDecoders()
      throws DeviceException, DecodeException, IOException {
    try (Device device = open();
        Lane lane = device.openLane(specification(List.of(), 3))) {
      if (device.decodes().isEmpty()) {
        String reason =
            getClass().getSimpleName()
                + ": encoded input is skipped, because the device decodes nothing itself";
        System.out.println(reason);
        Assumptions.abort(reason);
      }
      for (ImageFormat format : device.decodes()) {
        checkFormat(lane, format);
      }
    }
  }

  private static void checkFormat(Lane lane, ImageFormat format)
      throws DeviceException, DecodeException, IOException {
    byte[] whole = encode(format, SyntheticImages.smooth(PixelType.U8, new Size(70, 50), 1));
    byte[] other = encode(format, SyntheticImages.noise(PixelType.U8, new Size(33, 90), 2));
    byte[] damaged = whole.clone();
    java.util.Arrays.fill(damaged, damaged.length / 2, damaged.length, (byte) 0);
    ImageHeader header = HeaderProbe.probe(direct(whole), DecodeLimits.DEFAULT);
    ImageHeader otherHeader = HeaderProbe.probe(direct(other), DecodeLimits.DEFAULT);
    add(lane, whole, header);
    add(lane, damaged, header);
    add(lane, other, otherHeader);
    lane.submit();
    List<LaneResult> results = lane.await();
    assertThat(results).hasSize(3);
    assertSame(processed(results.get(0)).pixels(), decode(whole, header));
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            LaneResult.Failed.class, failed -> assertThat(failed.stage()).isEqualTo("decode"));
    assertSame(processed(results.get(2)).pixels(), decode(other, otherHeader));
  }

  private static void add(Lane lane, byte[] file, ImageHeader header) throws DeviceException {
    lane.reserveEncoded(file.length).put(0, file);
    lane.addEncoded(header, true);
  }

  private static HostImage decode(byte[] file, ImageHeader header) throws DecodeException {
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    Decoders.load().decode(direct(file), header, target, DecodeVerification.QUICK);
    return target;
  }

  private static byte[] encode(ImageFormat format, HostImage image) throws IOException {
    BufferedImage picture =
        new BufferedImage(
            image.size().width(), image.size().height(), BufferedImage.TYPE_BYTE_GRAY);
    picture
        .getRaster()
        .setPixels(
            0, 0, image.size().width(), image.size().height(), SyntheticImages.values(image));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format.name(), out))
        .as("the JDK writes %s, or this test learns another way to make one", format)
        .isTrue();
    return out.toByteArray();
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
