package dev.xraygpu.bench.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhantomGeneratorTest {
  private static final Size SMALL = new Size(320, 240);
  private final PhantomGenerator generator = new PhantomGenerator();

  // Taken from the generator itself on OpenJDK 17, x86-64: they hold that no JVM, processor or
  // change of the code moves a pixel unnoticed, not that the picture is right.
  @ParameterizedTest
  @CsvSource({
    "NORMAL, U8, d3b239767ab5770b864d9900f35ff5ab8d5cb00d39fa0c232fbc09af02fc63de",
    "BACTERIAL_PNEUMONIA, U8, b365666f5ecd2a015208c92d975b5e1d4c08b584e649f2d96f4fc3c80ecd4871",
    "VIRAL_PNEUMONIA, U16, 66b0dd03264f4ce246ceb6dfd3fac654db71f3a085e4381773ebd91f76b4151c"
  })
  void pixelsAreTheSameOnEveryMachine(PhantomClass shown, PixelType type, String sha256)
      throws NoSuchAlgorithmException {
    PhantomSpecification specification =
        new PhantomSpecification(7, 0, SMALL, shown, Exposure.NORMAL, type);
    assertThat(sha256(generator.render(specification))).isEqualTo(sha256);
  }

  @Test
  void equalSpecificationsGiveEqualPixels() {
    PhantomSpecification specification =
        PhantomSpecification.of(3, 1, new Size(1000, 700), PhantomClass.VIRAL_PNEUMONIA);
    assertThat(generator.render(specification).bytes())
        .isEqualTo(new PhantomGenerator().render(specification).bytes());
  }

  @Test
  void viewsAndPatientsDiffer() {
    HostImage first = generator.render(PhantomSpecification.of(3, 0, SMALL, PhantomClass.NORMAL));
    HostImage view = generator.render(PhantomSpecification.of(3, 1, SMALL, PhantomClass.NORMAL));
    HostImage patient = generator.render(PhantomSpecification.of(4, 0, SMALL, PhantomClass.NORMAL));
    assertThat(first.bytes()).isNotEqualTo(view.bytes());
    assertThat(first.bytes()).isNotEqualTo(patient.bytes());
  }

  @Test
  void viewsOfOnePatientShareTheAnatomy() {
    PhantomSpecification first = PhantomSpecification.of(3, 0, SMALL, PhantomClass.NORMAL);
    PhantomSpecification second = PhantomSpecification.of(3, 1, SMALL, PhantomClass.NORMAL);
    PhantomSpecification other = PhantomSpecification.of(4, 0, SMALL, PhantomClass.NORMAL);
    assertThat(Anatomy.of(first)).isEqualTo(Anatomy.of(second)).isNotEqualTo(Anatomy.of(other));
    assertThat(Position.of(first)).isNotEqualTo(Position.of(second));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void grayLevelsAreThoseOfARadiograph(long patient) {
    PhantomSpecification specification =
        PhantomSpecification.of(patient, 0, new Size(650, 500), PhantomClass.NORMAL);
    HostImage image = generator.render(specification);
    assertThat(mean(image)).isBetween(60.0, 190.0);

    double rightLung = meanAt(specification, image, -0.36, 0.62);
    double leftLung = meanAt(specification, image, 0.4, 0.35);
    double heart = meanAt(specification, image, 0.13, 0.72);
    double spine = meanAt(specification, image, 0, 0.72);
    assertThat(rightLung).isLessThan(heart - 30);
    assertThat(leftLung).isLessThan(heart - 30);
    assertThat(heart).isLessThan(spine);
    // The heart lies on the patient's left, which is the image's right.
    assertThat(meanAt(specification, image, 0.3, 0.78))
        .isGreaterThan(meanAt(specification, image, -0.3, 0.78) + 20);
  }

  @ParameterizedTest
  @EnumSource(names = {"BACTERIAL_PNEUMONIA", "VIRAL_PNEUMONIA"})
  void pneumoniaMakesTheLungsDenser(PhantomClass pneumonia) {
    for (long patient = 1; patient <= 8; patient++) {
      PhantomSpecification ill = PhantomSpecification.of(patient, 0, SMALL, pneumonia);
      PhantomSpecification well = PhantomSpecification.of(patient, 0, SMALL, PhantomClass.NORMAL);
      assertThat(mean(generator.render(ill))).isGreaterThan(mean(generator.render(well)) + 0.5);
    }
  }

  @Test
  void exposureChangesBrightnessAndNoise() {
    HostImage under = render(Exposure.UNDER);
    HostImage normal = render(Exposure.NORMAL);
    HostImage over = render(Exposure.OVER);
    assertThat(mean(under)).isGreaterThan(mean(normal) + 5);
    assertThat(mean(normal)).isGreaterThan(mean(over) + 5);
    assertThat(grain(under)).isGreaterThan(1.3 * grain(normal));
    assertThat(grain(normal)).isGreaterThan(grain(over));
  }

  @Test
  void sixteenBitsShowTheSameInMoreLevels() {
    HostImage shallow = render(PixelType.U8);
    HostImage deep = render(PixelType.U16);
    for (int y = 0; y < SMALL.height(); y += 7) {
      for (int x = 0; x < SMALL.width(); x += 7) {
        assertThat(deep.get(x, y) / 257.0).isCloseTo(shallow.get(x, y), within(0.51));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"16,16", "400,300", "901,640", "1300,1000", "700,1100", "3000,2400", "8192,16"})
  void rendersAnySize(int width, int height) {
    Size size = new Size(width, height);
    HostImage image = generator.render(PhantomSpecification.of(1, 0, size, PhantomClass.NORMAL));
    assertThat(image.size()).isEqualTo(size);
    assertThat(image.byteSize()).isEqualTo(width * height);
    int[] bins = new int[256];
    for (int i = 0; i < image.pixelCount(); i++) {
      bins[image.pixels().get(i) & 0xff]++;
    }
    assertThat(bins).as("more than one gray value").doesNotContain(image.pixelCount());
  }

  @Test
  void refusesSizesThatAPhantomCannotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhantomSpecification.of(1, 0, new Size(15, 400), PhantomClass.NORMAL))
        .withMessageContaining("15x400");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhantomSpecification.of(1, 0, new Size(9000, 400), PhantomClass.NORMAL));
  }

  private HostImage render(PixelType type) {
    return generator.render(
        new PhantomSpecification(5, 0, SMALL, PhantomClass.NORMAL, Exposure.NORMAL, type));
  }

  private HostImage render(Exposure exposure) {
    return generator.render(
        new PhantomSpecification(
            2, 0, new Size(640, 480), PhantomClass.NORMAL, exposure, PixelType.U8));
  }

  private static double mean(HostImage image) {
    long sum = 0;
    for (int y = 0; y < image.size().height(); y++) {
      for (int x = 0; x < image.size().width(); x++) {
        sum += image.get(x, y);
      }
    }
    return (double) sum / image.pixelCount();
  }

  /** Mean over a patch as high as the ribs are apart, at an anatomical point. */
  private static double meanAt(
      PhantomSpecification specification, HostImage image, double x, double y) {
    Frame frame = Position.of(specification).frame(specification.size(), specification.size(), 1);
    int column = (int) frame.column(x, y);
    int row = (int) frame.row(x, y);
    int reach = (int) (0.055 * frame.cellsPerUnit());
    long sum = 0;
    int count = 0;
    for (int v = row - reach; v <= row + reach; v++) {
      for (int u = column - reach / 3; u <= column + reach / 3; u++) {
        sum += image.get(u, v);
        count++;
      }
    }
    return (double) sum / count;
  }

  /** Mean difference between a pixel and its left and right neighbours' mean. */
  private static double grain(HostImage image) {
    double sum = 0;
    for (int y = 0; y < image.size().height(); y++) {
      for (int x = 1; x + 1 < image.size().width(); x++) {
        sum += Math.abs(image.get(x, y) - (image.get(x - 1, y) + image.get(x + 1, y)) / 2.0);
      }
    }
    return sum / image.pixelCount();
  }

  private static String sha256(HostImage image) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(image.bytes());
    return HexFormat.of().formatHex(digest.digest());
  }
}
