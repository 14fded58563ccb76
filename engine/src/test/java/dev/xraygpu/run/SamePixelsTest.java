package dev.xraygpu.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.duplicate.ComparedImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamePixelsTest {
  private static final int FRAMES = 50;

  private final ComparedImages images = new ComparedImages(3);
  private final List<Integer> filesRead = new ArrayList<>();
  private final List<List<Integer>> found = new ArrayList<>();

  SamePixelsTest() {
    for (int file = 0; file < 2; file++) {
      for (int frame = 1; frame <= FRAMES; frame++) {
        images.add(file, frame);
      }
    }
    images.add(2, 0);
  }

  /** As the decoder that keeps the last file has it: another file has to be read. */
  private Optional<String> frameItself(int ordinal, int frame) {
    if (filesRead.isEmpty() || filesRead.get(filesRead.size() - 1) != ordinal) {
      filesRead.add(ordinal);
    }
    return frame == 7 ? Optional.empty() : Optional.of("frame " + frame);
  }

  private void compare(int batch) throws IOException {
    SamePixels search = new SamePixels(images, this::frameItself, found::add, batch);
    for (int frame = 1; frame <= FRAMES; frame++) {
      search.add(new int[] {images.image(0, frame), images.image(1, frame)});
    }
    search.compare();
  }

  @Test
  void filmsOfTheSameFramesAreReadTwiceAndNotForEachFrame() throws IOException {
    compare(1000);

    assertThat(filesRead).containsExactly(0, 1, 0, 1);
    assertThat(found).hasSize(FRAMES - 1).contains(List.of(images.image(0, 9), images.image(1, 9)));
  }

  @Test
  void batchesFindTheSame() throws IOException {
    compare(1000);
    List<List<Integer>> atOnce = List.copyOf(found);
    found.clear();
    compare(9);

    assertThat(found).isEqualTo(atOnce);
  }

  @Test
  void framesOfOneFileAreNotDecodedForEachOther() throws IOException {
    SamePixels search = new SamePixels(images, this::frameItself, found::add);
    search.add(images.imagesOf(0));
    search.compare();

    assertThat(filesRead).isEmpty();
    assertThat(found).isEmpty();
  }

  @Test
  void imagesOfOneKeyMayHaveDifferentPixels() throws IOException {
    SamePixels search = new SamePixels(images, this::frameItself, found::add);
    int[] alike = {images.image(0, 3), images.image(0, 4), images.image(1, 4), 2};
    search.add(alike);
    search.compare();

    assertThat(found).containsExactly(List.of(alike[1], alike[2]));
  }
}
