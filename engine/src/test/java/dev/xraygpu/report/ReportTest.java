package dev.xraygpu.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.distribution.GroupComparisons;
import dev.xraygpu.distribution.MeasureTable;
import dev.xraygpu.distribution.ShortcutRule;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.report.ReportContent.CheckResult;
import dev.xraygpu.report.ReportContent.ClassCount;
import dev.xraygpu.report.ReportContent.DroppedSample;
import dev.xraygpu.report.ReportContent.Example;
import dev.xraygpu.report.ReportContent.FindingRow;
import dev.xraygpu.report.ReportContent.Group;
import dev.xraygpu.report.ReportContent.Histograms;
import dev.xraygpu.report.ReportContent.LabelCount;
import dev.xraygpu.report.ReportContent.Reproduction;
import dev.xraygpu.report.ReportContent.StageSequence;
import dev.xraygpu.statistics.PixelStatistics;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String EVIL = "<script>alert('x')</script>&\"\u0000\ud800\u202egpj";

  @TempDir Path folder;

  private static Picture picture() {
    return picture(SyntheticImages.smooth(PixelType.U16, new Size(400, 300), 3));
  }

  private static Picture picture(HostImage image) {
    return Picture.of(image, new Thumbnailer().of(image));
  }

  private ReportContent content(String text, int rows, long total) throws Exception {
    Files.createDirectories(folder.resolve("data/A"));
    Files.writeString(folder.resolve("data/A/x.png"), "not looked at");
    Dataset dataset = DatasetScanner.scan(folder.resolve("data"), ScanOptions.DEFAULT);
    List<FindingRow> findings = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      findings.add(
          new FindingRow(
              new Finding(text + i, FindingCode.COLOR, Severity.WARNING, text), "train", text));
    }
    findings.add(new FindingRow(Finding.of("", FindingCode.SHORTCUT, text), "", ""));
    PixelStatistics statistics = new PixelStatistics();
    statistics.add(SyntheticImages.noise(PixelType.U8, new Size(50, 40), 1));
    Example example = new Example(text, text, Optional.of(picture()));
    return new ReportContent(
        text,
        text,
        6,
        5,
        List.of(new ClassCount("train", text, 3, 2, 1)),
        List.of(new LabelCount("train", text, 3, 2, 1, 17)),
        List.of(
            new CheckResult(
                FindingCode.COLOR, Map.of(Severity.WARNING, total), findings, List.of(example))),
        List.of(new DroppedSample(text, "train", text, text)),
        1,
        List.of(new Group(text, true, List.of(example, example), 9)),
        4,
        new GroupComparisons(
            dataset, new MeasureTable(dataset.samples().size()), ShortcutRule.DEFAULT),
        Optional.of(new Histograms(statistics, Optional.of(statistics))),
        List.of(new StageSequence(text, List.of(example))),
        new Reproduction(text, Optional.of(text), List.of(Map.entry(text, text))));
  }

  private String page(ReportContent content) throws Exception {
    Report.write(folder, content);
    return Files.readString(folder.resolve(Report.NAME));
  }

  @Test
  void whatFilesAreCalledIsTextAndNothingElse() throws Exception {
    String page = page(content(EVIL, 3, 4));
    assertThat(page).doesNotContain("<script>alert").doesNotContain("\u0000");
    assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;");
    assertThat(page).doesNotContain("\u202e").contains("\\u202egpj");
  }

  @Test
  void nothingIsLoadedFromAnywhere() throws Exception {
    String page = page(content("plain", 3, 4));
    Matcher address = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page);
    int addresses = 0;
    while (address.find()) {
      addresses++;
      assertThat(address.group(1)).matches("(?s)#[\\w-]+|data:(image/png;base64,[\\w+/=]+|,)");
    }
    assertThat(addresses).isGreaterThan(10);
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("http://")
        .doesNotContain("@import");
  }

  // A name that got through unescaped all the same would still run nothing.
  @Test
  void noScriptRunsButThePagesOwn() throws Exception {
    String page = page(content("plain", 3, 4));
    Matcher script = Pattern.compile("(?s)<script>(.*?)</script>").matcher(page);
    assertThat(script.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(page)
        .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'\">")
        .contains("form-action 'none'")
        .contains("base-uri 'none'");
    assertThat(script.find()).isFalse();
  }

  @Test
  void whatIsLeftOutIsCounted() throws Exception {
    String page = page(content("plain", 199, 1_000_000));
    assertThat(page)
        .contains("The first 200 of 1,000,000 rows; all are in findings.csv.")
        .contains("The first 1 of 4 groups")
        .contains("and 7 more");
  }

  @Test
  void theSameContentGivesTheSameBytes() throws Exception {
    String first = page(content("plain", 5, 6));
    assertThat(page(content("plain", 5, 6))).isEqualTo(first);
    assertThat(first.length()).isLessThan(200_000);
  }

  @Test
  void picturesAreSmallAndKeepTheirProportions() {
    assertThat(picture().size()).isEqualTo(new Size(160, 120));
    Size tiny = new Size(20, 10);
    assertThat(picture(SyntheticImages.noise(PixelType.U8, tiny, 1)).size()).isEqualTo(tiny);
    assertThat(picture().dataUri()).startsWith("data:image/png;base64,iVBOR");
  }
}
