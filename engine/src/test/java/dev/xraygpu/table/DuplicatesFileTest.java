package dev.xraygpu.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.duplicate.DuplicateGroup.Image;
import dev.xraygpu.duplicate.DuplicateGroup.Member;
import dev.xraygpu.duplicate.DuplicateKind;
import dev.xraygpu.pass.SampleOutcome.FrameOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesFileTest {
  @TempDir Path folder;

  @Test
  void patientsAreThoseOfTheManifest() throws Exception {
    Path data = folder.resolve("data");
    for (String file :
        List.of("test/A/person7_bacteria_1.jpeg", "test/A/x.dcm", "train/B/a,b.dcm")) {
      Files.createDirectories(data.resolve(file).getParent());
      Files.writeString(data.resolve(file), "not looked at");
    }
    Dataset dataset = DatasetScanner.scan(data, ScanOptions.DEFAULT);
    Origins origins = new Origins(3);
    for (int ordinal = 0; ordinal < 2; ordinal++) {
      origins.add(ordinal, new FrameOrigin(0, "p-header", Map.of()));
    }
    String keep = "test/A/x.dcm#2";
    DuplicateGroup group =
        new DuplicateGroup(
            keep,
            List.of(
                new Member(
                    new Image(0, 0, "test/A/person7_bacteria_1.jpeg"),
                    Optional.of("train/B/a,b.dcm"),
                    DuplicateKind.NEAR,
                    -0.98765,
                    true),
                Member.kept(new Image(1, 2, keep)),
                new Member(
                    new Image(2, 0, "train/B/a,b.dcm"),
                    Optional.of(keep),
                    DuplicateKind.SAME_PIXELS,
                    1,
                    false)),
            new TreeSet<>(List.of(Split.TRAIN, Split.TEST)));
    DuplicatesFile.write(folder, dataset, origins, List.of(group));
    assertThat(Files.readAllLines(folder.resolve(DuplicatesFile.NAME)))
        .containsExactly(
            "group,path,split,label,patient,keep,kind,correlation,mirrored,inverted,copy_of",
            "1,test/A/person7_bacteria_1.jpeg,test,A,person7,no,near,0.9877,yes,yes,"
                + "\"train/B/a,b.dcm\"",
            "1,test/A/x.dcm#2,test,A,p-header,yes,same-bytes,1.0000,no,no,",
            "1,\"train/B/a,b.dcm\",train,B,,no,same-pixels,1.0000,no,no,test/A/x.dcm#2");
  }
}
