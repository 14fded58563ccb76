package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleListTest {
  private static final String FAR = "d/".repeat(300_000) + "person7_x.png";

  private static FileList files(String... paths) {
    FileList.Builder files = new FileList.Builder();
    for (String path : paths) {
      files.add(new FileEntry(path, path.length(), null));
    }
    return files.sorted();
  }

  @Test
  void samplesAreWhatWasSet() {
    // In the path, far behind in it, too long, and not in it at all.
    String longId = "p".repeat(5000);
    String longPath = "e/" + longId + ".png";
    SampleList samples =
        new SampleList(files("a/person1_2.png", "b/\u00fc\ud83d\ude00.png", FAR, longPath));
    samples.set(0, Split.TRAIN, "NORMAL", "person1");
    samples.set(1, Split.TEST, "", "Jane Doe");
    samples.set(2, Split.ALL, "NORMAL", "person7");
    samples.set(3, Split.VAL, "a", longId);
    List<Sample> expected =
        List.of(
            new Sample(0, "a/person1_2.png", Split.TRAIN, "NORMAL", "person1"),
            new Sample(1, "b/\u00fc\ud83d\ude00.png", Split.TEST, "", "Jane Doe"),
            new Sample(2, FAR, Split.ALL, "NORMAL", "person7"),
            new Sample(3, longPath, Split.VAL, "a", longId));
    assertThat(samples).isEqualTo(expected);
  }

  @Test
  void patientsThatHeadersNameAreAdded() {
    SampleList samples = new SampleList(files("a/person1_2.png", "a/x.dcm", "a/y.dcm"));
    samples.set(0, Split.ALL, "a", "person1");
    samples.set(1, Split.ALL, "a", "");
    samples.set(2, Split.ALL, "b", "");
    SampleList named = samples.withPatients(s -> s.ordinal() == 1 ? "ID 17" : s.patient());
    assertThat(named).extracting(Sample::patient).containsExactly("person1", "ID 17", "");
    assertThat(named).extracting(Sample::label).containsExactly("a", "a", "b");
    assertThat(samples).extracting(Sample::patient).containsExactly("person1", "", "");
  }

  @Test
  void filesAreFoundLeftOutAndAdded() {
    FileList files = files("b", "a/1", "c/2", "a-b");
    assertThat(files).extracting(FileEntry::path).containsExactly("a-b", "a/1", "b", "c/2");
    assertThat(files).extracting(FileEntry::bytes).containsExactly(3L, 3L, 1L, 3L);
    assertThat(files.indexOf("b")).isEqualTo(2);
    assertThat(files.indexOf("a")).isEqualTo(-1);
    assertThat(files.indexOf("d")).isEqualTo(-1);
    assertThat(files.only(path -> true)).isSameAs(files);
    FileList some = files.only(path -> !path.startsWith("a"));
    Finding missing = Finding.of("a", FindingCode.MISSING_FILE, "gone");
    FileList more = some.with(List.of(new FileEntry("a", 0, missing)));
    assertThat(more).extracting(FileEntry::path).containsExactly("a", "b", "c/2");
    assertThat(more.rejection(0)).isEqualTo(missing);
    assertThat(more.rejection(1)).isNull();
    assertThat(some).extracting(FileEntry::path).containsExactly("b", "c/2");
  }
}
