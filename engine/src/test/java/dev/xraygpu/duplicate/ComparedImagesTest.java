package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedImagesTest {
  @TempDir Path folder;

  // Samples 0 and 3 have frames; the first one of sample 3 is not among the rows.
  private static ComparedImages images() {
    ComparedImages images = new ComparedImages(5);
    int[][] rows = {{0, 1}, {0, 2}, {0, 3}, {1, 0}, {2, 0}, {3, 2}, {3, 7}, {4, 0}};
    for (int[] row : rows) {
      images.add(row[0], row[1]);
    }
    return images;
  }

  @Test
  void furtherFramesFollowTheSamples() {
    ComparedImages images = images();
    assertThat(images.size()).isEqualTo(9);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      all.add(images.ordinal(i) + "#" + images.frame(i));
    }
    assertThat(all).containsExactly("0#1", "1#0", "2#0", "3#0", "4#0", "0#2", "0#3", "3#2", "3#7");
    assertThat(images.imagesOf(0)).containsExactly(0, 5, 6);
    assertThat(images.imagesOf(1)).containsExactly(1);
    assertThat(images.imagesOf(3)).containsExactly(3, 7, 8);
    assertThat(images.image(3, 7)).isEqualTo(8);
    assertThat(images.image(0, 1)).isZero();
    assertThat(images.image(3, 3)).isEqualTo(-1);
    assertThat(images.image(4, 2)).isEqualTo(-1);
    assertThat(images.sameFile(0, 6)).isTrue();
    assertThat(images.sameFile(6, 7)).isFalse();
    List<Integer> sorted = new ArrayList<>(List.of(8, 4, 6, 3, 0, 5));
    sorted.sort(images.inOrder());
    assertThat(sorted).containsExactly(0, 5, 6, 3, 8, 4);
  }

  @Test
  void signaturesOfFramesAreFoundWhateverTheOrderAndAfterARestart() throws Exception {
    long[] expected = new long[9];
    Path plain = Files.createDirectory(folder.resolve("plain"));
    try (SignatureFile file = new SignatureFile(plain)) {
      for (int i = 0; i < 9; i++) {
        file.writer().write(i, thumbnail(i));
      }
      System.arraycopy(file.pixelKeys(9), 0, expected, 0, 9);
    }
    try (SignatureFile file = new SignatureFile(folder)) {
      SignatureFile.Writer writer = file.writer();
      writer.writeFrame(3, 7, thumbnail(8));
      writer.write(0, thumbnail(0));
      writer.writeFrame(0, 3, thumbnail(6));
      // Of a file that was not done when the run was interrupted, and is read again.
      writer.writeFrame(0, 2, thumbnail(1));
    }
    try (SignatureFile file = new SignatureFile(folder)) {
      SignatureFile.Writer writer = file.writer();
      writer.writeFrame(0, 2, thumbnail(5));
      for (int i = 1; i < 5; i++) {
        writer.write(i, thumbnail(i));
      }
      file.number(images());
      expected[7] = 0; // never written
      assertThat(file.pixelKeys(9)).containsExactly(expected);
      byte[] detail = new byte[Signature.DETAIL];
      byte[] other = new byte[Signature.DETAIL];
      file.detail(8, detail);
      file.detail(6, other);
      assertThat(detail)
          .isEqualTo(new SignatureExtractor().of(thumbnail(8)).orElseThrow().detail())
          .isNotEqualTo(other);
    }
  }

  private static Thumbnail thumbnail(int seed) {
    return new Thumbnailer().of(SyntheticImages.noise(PixelType.U8, Size.square(100), seed));
  }
}
