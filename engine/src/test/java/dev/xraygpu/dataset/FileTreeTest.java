package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.paths;
import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.quality.Finding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
class FileTreeTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  @Test
  void linksInsideTheRootAreRead() throws IOException {
    tree.with("A/1.png").link("B/2.png", "../A/1.png").link("C", "A");
    Dataset dataset = tree.scan();
    assertThat(paths(dataset)).containsExactly("A/1.png", "B/2.png", "C/1.png");
    assertThat(rejections(dataset)).isEmpty();
    assertThat(dataset.classes()).containsExactly("A", "B", "C");
    assertThat(Files.readString(dataset.file(dataset.samples().get(2)))).isEqualTo("1.png");
  }

  @Test
  void linksThatLeaveTheRootAreRejected() throws IOException {
    Files.createDirectory(folder.resolve("root-2"));
    Files.writeString(folder.resolve("root-2/secret.png"), "x");
    tree.with("A/1.png")
        .link("A/2.png", "../../root-2/secret.png")
        .link("A/more", "../../root-2")
        .link("A/indirect.png", "2.png");
    Dataset dataset = tree.scan();
    assertThat(paths(dataset)).containsExactly("A/1.png", "A/2.png", "A/indirect.png", "A/more");
    assertThat(rejections(dataset))
        .containsExactly(
            "A/2.png: outside-root", "A/indirect.png: outside-root", "A/more: outside-root");
    assertThat(dataset.rejection(dataset.samples().get(1)))
        .map(Finding::message)
        .contains("symbolic link to ../../root-2/secret.png, outside of the dataset");
  }

  @Test
  void brokenLinksAreUnreadable() throws IOException {
    tree.with("A/1.png").link("A/2.png", "gone.png").link("A/3.png", "3.png");
    Dataset dataset = tree.scan();
    assertThat(rejections(dataset)).containsExactly("A/2.png: unreadable", "A/3.png: unreadable");
    assertThat(dataset.rejection(dataset.samples().get(1)))
        .map(Finding::message)
        .contains("broken symbolic link to gone.png");
  }

  @Test
  @Timeout(20)
  void cyclesEnd() throws IOException {
    tree.with("A/1.png", "B/2.png")
        .link("A/self", ".")
        .link("A/up", "..")
        .link("A/toB", "../B")
        .link("B/toA", "../A");
    Dataset dataset = tree.scan();
    assertThat(paths(dataset))
        .containsExactly(
            "A/1.png",
            "A/self",
            "A/toB/2.png",
            "A/toB/toA",
            "A/up",
            "B/2.png",
            "B/toA/1.png",
            "B/toA/self",
            "B/toA/toB",
            "B/toA/up");
    assertThat(rejections(dataset))
        .hasSize(6)
        .allSatisfy(rejection -> assertThat(rejection).endsWith(": unreadable"));
  }

  @Test
  @Timeout(20)
  void deepChainsOfFolderLinksEnd() throws IOException {
    tree.with("z/1.png");
    for (int i = 0; i < 12; i++) {
      tree.link(
          "chain" + (char) ('a' + i) + "/next", i == 11 ? "../z" : "../chain" + (char) ('b' + i));
    }
    Dataset dataset = tree.scan();
    assertThat(rejections(dataset))
        .hasSize(4)
        .allSatisfy(rejection -> assertThat(rejection).endsWith(": unreadable"));
    assertThat(paths(dataset))
        .hasSize(13)
        .contains("chaine/next/next/next/next/next/next/next/next/1.png");
  }

  @Test
  void rootMayBeALink() throws IOException {
    tree.with("train/A/1.png");
    Path link = Files.createSymbolicLink(folder.resolve("link"), tree.root());
    Dataset dataset = DatasetScanner.scan(link, ScanOptions.DEFAULT);
    assertThat(paths(dataset)).containsExactly("train/A/1.png");
    assertThat(rejections(dataset)).isEmpty();
  }

  @Test
  @Timeout(20)
  void pipesAreNotOpened() throws Exception {
    tree.with("A/1.png");
    Process process =
        new ProcessBuilder("mkfifo", tree.root().resolve("A/pipe.png").toString()).start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    Dataset dataset = tree.link("A/to-pipe.png", "pipe.png").scan();
    assertThat(rejections(dataset))
        .containsExactly("A/pipe.png: unreadable", "A/to-pipe.png: unreadable");
  }

  @Test
  void oddNames() throws IOException {
    String longName = "x".repeat(250) + ".png";
    String deep = ("d".repeat(200) + "/").repeat(15);
    tree.with(
        "A/new\nline.png",
        "A/a,b\"c'.png",
        "A/ space .png",
        "A/" + longName,
        "B/" + deep + "1.png");
    Dataset dataset = tree.scan();
    assertThat(paths(dataset))
        .containsExactly(
            "A/ space .png",
            "A/a,b\"c'.png",
            "A/new\nline.png",
            "A/" + longName,
            "B/" + deep + "1.png");
    for (Sample sample : dataset.samples()) {
      assertThat(dataset.file(sample)).isRegularFile();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems refuse such names")
  void namesThatAreNotUnicode() throws IOException {
    // "é" in UTF-8 and in Latin-1, a truncated sequence, and names that look like escapes.
    String[] encoded = {"%C3%A9.png", "%E9.png", "a%E2%82", "%5CxE9.png", "%5C%E9.png", "b%5Cn"};
    for (int i = 0; i < encoded.length; i++) {
      Path file = Path.of(URI.create(tree.root().toUri() + "A/" + encoded[i]));
      Files.createDirectories(file.getParent());
      Files.writeString(file, encoded[i]);
    }
    Dataset dataset = tree.link("B", "A").scan();
    assertThat(paths(dataset).subList(0, 6))
        .containsExactly(
            "A/\\\\xE9.png", "A/\\x5CxE9.png", "A/\\xE9.png", "A/a\\xE2\\x82", "A/b\\n", "A/é.png");
    assertThat(paths(dataset)).hasSize(12).doesNotHaveDuplicates();
    assertThat(Files.readString(dataset.file(dataset.samples().get(0)))).isEqualTo("%5C%E9.png");
    assertThat(Files.readString(dataset.file(dataset.samples().get(1)))).isEqualTo("%5CxE9.png");
    assertThat(Files.readString(dataset.file(dataset.samples().get(8)))).isEqualTo("%E9.png");
    assertThat(Files.readString(dataset.file(dataset.samples().get(3)))).isEqualTo("a%E2%82");
    assertThat(Files.readString(dataset.file(dataset.samples().get(11)))).isEqualTo("%C3%A9.png");
  }
}
