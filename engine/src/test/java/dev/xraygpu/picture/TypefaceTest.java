package dev.xraygpu.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.xraygpu.image.Size;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Text on pictures, without any font of the machine. */
class TypefaceTest {
  @Test
  void longNamesKeepTheirBeginningAndEnd() {
    String name = "a-very-long-name-of-a-file-that-fits-nowhere-00017.jpeg";
    for (Typeface face : Typeface.values()) {
      String shown = face.shorten(name, 150);
      assertThat(face.width(shown)).isBetween(100, 150);
      assertThat(shown).startsWith("a-very").endsWith("7.jpeg").contains("\u2026");
      assertThat(face.shorten("short.png", 150)).isEqualTo("short.png");
    }
  }

  @Test
  void textIsBrokenBetweenWordsAndWhereItMust() {
    Typeface face = Typeface.REGULAR;
    assertThat(face.wrap("one two", 1000)).containsExactly("one two");
    assertThat(face.wrap("mean 123.4, std 45.6, min 0, max 255 of all", 100))
        .hasSizeGreaterThan(2)
        .allSatisfy(line -> assertThat(face.width(line)).isLessThanOrEqualTo(100));
    String word = "x".repeat(200);
    assertThat(String.join("", face.wrap(word, 100))).isEqualTo(word);
  }

  /** Of names that take ten times the letters they have, a folder's depth of them. */
  @Test
  void longTextTakesNoLongTime() {
    String text = ("\u4e2d\u6587/" + "x".repeat(20)).repeat(1000);
    for (Typeface face : Typeface.values()) {
      List<String> lines =
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> face.wrap(text, 400));
      assertThat(String.join("", lines)).isEqualTo(text);
      for (int i = 0; i + 1 < lines.size(); i++) {
        String next = lines.get(i + 1);
        String more = lines.get(i) + next.substring(0, next.offsetByCodePoints(0, 1));
        assertThat(face.width(lines.get(i))).isLessThanOrEqualTo(400);
        assertThat(face.width(more)).isGreaterThan(400);
      }
      String shown =
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> face.shorten(text, 400));
      assertThat(face.width(shown)).isBetween(300, 400);
    }
  }

  @Test
  void aWordThatIsWiderThanALineBeginsOneAndItsEndIsGoneOnWith() {
    Typeface face = Typeface.REGULAR;
    int ten = face.width("xxxxxxxxxx");
    assertThat(face.wrap("ab xxxxxxxxxxxxxxx cd  e", ten))
        .containsExactly("ab", "xxxxxxxxxx", "xxxxx cd  e");
    assertThat(face.wrap("\u4e2d\u4e2d", 3)).containsExactly("\u4e2d", "\u4e2d");
    assertThat(face.wrap("", 3)).containsExactly("");
  }

  @Test
  void whatHasNoLetterIsSpelled() {
    Typeface face = Typeface.REGULAR;
    assertThat(face.width("\u4e2d")).isEqualTo(face.width("\\u4e2d"));
    assertThat(face.width("\u00e9\u0159\u0416\u03b1")).isLessThan(face.width("\\u00e9"));
    assertThat(face.width("\n")).isEqualTo(face.width("\\u000a"));
  }

  @Test
  void lettersAreInk() {
    Canvas canvas = new Canvas(new Size(20, 20), Ink.WELL);
    assertThat(canvas.text(2, 1, Typeface.BOLD, Ink.TEXT, "H"))
        .isEqualTo(2 + Typeface.BOLD.width("H"));
    boolean drawn = false;
    for (int x = 0; x < 20; x++) {
      drawn |= canvas.rgb(x, 10) == Ink.TEXT.rgb();
      assertThat(canvas.rgb(x, 19)).isEqualTo(Ink.WELL.rgb());
    }
    assertThat(drawn).isTrue();
    canvas.text(-30, 15, Typeface.REGULAR, Ink.TEXT, "outside is not drawn, and no error");
  }
}
