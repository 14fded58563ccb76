package dev.xraygpu.region;

import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Real chest X-rays of which a person looked at each and drew the box around both lung fields.
 * {@code lung-boxes.csv} holds the numbers and each file's SHA-256; the files themselves are not
 * part of the project, and what needs them is skipped by name where they are not there.
 */
final class BoxedImages {
  private static final Path DATA = Path.of("..", "..", "shared", "data", "chest_xray");
  private static final Decoders DECODERS = Decoders.load();

  private BoxedImages() {}

  /** One row of the table. */
  record BoxedImage(String file, String sha256, Size size, Rectangle lungs) {
    /** Its decoded pixels. */
    HostImage decode() throws Exception {
      return BoxedImages.decode(file);
    }
  }

  /** The bytes of one of the images' files. */
  static byte[] read(String file) throws IOException {
    return Files.readAllBytes(DATA.resolve(file));
  }

  /** The decoded pixels of one of the images' files. */
  static HostImage decode(String file) throws Exception {
    byte[] bytes = read(file);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    ImageHeader header = HeaderProbe.probe(direct, DecodeLimits.DEFAULT);
    HostImage image = HostImage.allocate(header.pixelType(), header.size());
    DECODERS.decode(direct, header, image, DecodeVerification.QUICK);
    return image;
  }

  /** All rows. */
  static List<BoxedImage> all() throws IOException {
    List<BoxedImage> images = new ArrayList<>();
    try (InputStream in = BoxedImages.class.getResourceAsStream("lung-boxes.csv")) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
      for (String line : lines) {
        String[] cells = line.split(",");
        int left = Integer.parseInt(cells[4]);
        int top = Integer.parseInt(cells[5]);
        images.add(
            new BoxedImage(
                cells[0],
                cells[1],
                new Size(Integer.parseInt(cells[2]), Integer.parseInt(cells[3])),
                new Rectangle(
                    left,
                    top,
                    new Size(
                        Integer.parseInt(cells[6]) - left, Integer.parseInt(cells[7]) - top))));
      }
    }
    return images;
  }

  /** All rows, or the test is skipped by name. */
  static List<BoxedImage> requireAll(Class<?> test) throws IOException {
    List<BoxedImage> images = all();
    boolean there = images.stream().allMatch(image -> Files.exists(DATA.resolve(image.file())));
    if (!there) {
      String reason =
          test.getSimpleName() + " is skipped: its chest X-rays are not in " + DATA.normalize();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    return images;
  }
}
