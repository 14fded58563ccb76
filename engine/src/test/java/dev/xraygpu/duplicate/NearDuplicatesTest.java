package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearDuplicatesTest {
  private static final Size SIZE = new Size(300, 240);
  // More than one block of the search, and a last one that is not full.
  private static final int OTHERS = SimilarityBlock.SIZE + 40;

  @TempDir Path folder;

  @Test
  void copiesOfEveryKindAreFoundAmongOthersByAnyNumberOfThreads() throws Exception {
    HostImage image = TextureImages.of(SIZE, 1_000_000);
    List<HostImage> copies =
        List.of(
            image,
            TextureImages.withGamma(image, 1.6),
            TextureImages.inverted(image),
            TextureImages.mirrored(image),
            TextureImages.cropped(image, 9, 3, 0, 7));
    int samples = OTHERS + copies.size();
    try (SignatureFile signatures = new SignatureFile(folder)) {
      SignatureFile.Writer writer = signatures.writer();
      Thumbnailer thumbnailer = new Thumbnailer();
      for (int i = 0; i < OTHERS; i++) {
        writer.write(i, thumbnailer.of(TextureImages.of(new Size(64, 64), i)));
      }
      for (int i = 0; i < copies.size(); i++) {
        writer.write(OTHERS + i, thumbnailer.of(copies.get(i)));
      }
      BitSet all = new BitSet();
      all.set(0, samples);
      List<NearDuplicates.Pair> pairs = NearDuplicates.find(signatures, samples, all, 1, d -> {});
      assertThat(pairs).allMatch(pair -> pair.first() >= OTHERS && pair.second() >= OTHERS);
      for (int i = 1; i < copies.size(); i++) {
        int copy = OTHERS + i;
        NearDuplicates.Pair pair =
            pairs.stream()
                .filter(p -> p.first() == OTHERS && p.second() == copy)
                .findFirst()
                .orElseThrow();
        assertThat(pair.mirrored()).isEqualTo(i == 3);
        assertThat(pair.correlation() < 0).isEqualTo(i == 2);
        assertThat(Math.abs(pair.correlation())).isBetween(0.9, 1.0000001);
      }
      assertThat(NearDuplicates.find(signatures, samples, all, 3, d -> {})).isEqualTo(pairs);

      // What is not to be searched is not found.
      all.clear(OTHERS);
      assertThat(NearDuplicates.find(signatures, samples, all, 2, d -> {}))
          .isNotEmpty()
          .allMatch(pair -> pair.first() > OTHERS);
    }
  }

  @Test
  void copiesAreFoundWhereThereIsNothingElse() throws Exception {
    HostImage image = TextureImages.of(SIZE, 7);
    assertThat(pairsOf(image, image.copy())).hasSize(1);
    assertThat(pairsOf(image, TextureImages.of(SIZE, 8))).isEmpty();
  }

  // At a border of 15 the crop lies 4.8 pixels away when it is laid onto the original, and the
  // original 5.3, which is too far, when it is laid onto the crop.
  @Test
  void whichOfTwoComesFirstChangesNothing() throws Exception {
    HostImage image = TextureImages.of(SIZE, 7);
    int found = 0;
    for (int border = 9; border <= 18; border++) {
      HostImage crop = TextureImages.cropped(image, border, 12, border, 12);
      List<NearDuplicates.Pair> one = pairsOf(crop, image);
      List<NearDuplicates.Pair> other = pairsOf(image, crop);
      assertThat(other).as("%d of 300 columns cropped", border).isEqualTo(one);
      found += one.size();
      if (border <= 15) {
        assertThat(one).hasSize(1);
      }
    }
    assertThat(found).isLessThan(10);
  }

  @Test
  void aPairThatIsComparedAgainAgreesAsWhenItWasFound() throws Exception {
    HostImage image = TextureImages.of(SIZE, 7);
    HostImage crop = TextureImages.cropped(image, 15, 12, 15, 12);
    try (SignatureFile signatures = new SignatureFile(folder)) {
      Thumbnailer thumbnailer = new Thumbnailer();
      signatures.writer().write(0, thumbnailer.of(crop));
      signatures.writer().write(1, thumbnailer.of(image));
      BitSet all = new BitSet();
      all.set(0, 2);
      List<NearDuplicates.Pair> found = NearDuplicates.find(signatures, 2, all, 1, done -> {});

      assertThat(found).hasSize(1);
      PairConfirmation confirmation = new PairConfirmation(signatures);
      assertThat(confirmation.better(1, 0).correlation())
          .isEqualTo(confirmation.better(0, 1).correlation())
          .isEqualTo(found.get(0).correlation());
    }
  }

  @Test
  void imagesThatShowNothingAreCopiesOfNothing() throws Exception {
    HostImage flat = HostImage.allocate(PixelType.U8, SIZE);
    HostImage slope = HostImage.allocate(PixelType.U16, SIZE);
    for (int i = 0; i < slope.pixelCount(); i++) {
      slope.pixels().putChar(2 * i, (char) (i % SIZE.width() * 10));
    }
    assertThat(pairsOf(flat, flat.copy())).isEmpty();
    assertThat(pairsOf(slope, slope.copy())).isEmpty();
  }

  private List<NearDuplicates.Pair> pairsOf(HostImage... images)
      throws IOException, InterruptedException {
    Path inside = Files.createTempDirectory(folder, "pairs");
    try (SignatureFile signatures = new SignatureFile(inside)) {
      Thumbnailer thumbnailer = new Thumbnailer();
      for (int i = 0; i < images.length; i++) {
        signatures.writer().write(i, thumbnailer.of(images[i]));
      }
      BitSet all = new BitSet();
      all.set(0, images.length);
      return NearDuplicates.find(signatures, images.length, all, 2, done -> {});
    }
  }
}
