package dev.xraygpu.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.pipeline.UsualStages;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation has a page for everything that promises one, and no link is broken. */
class DocumentationTest {
  /** Happens after the stages, yet has a page beside theirs. */
  private static final String NORMALIZE = "normalize";

  private static final String INDEX = "README";
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern OTHER_SITE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

  private final Path root = projectRoot();

  private static Path projectRoot() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw")) && Files.isDirectory(folder.resolve("docs"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder with mvnw and docs above " + start);
  }

  @Test
  void everyStageHasItsPage() throws IOException {
    List<String> names = new ArrayList<>(UsualStages.all().stream().map(Stage::name).toList());
    names.add(NORMALIZE);
    assertThat(pages("docs/stages")).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void everyStagePageHasTheSameSections() throws IOException {
    List<String> expected =
        List.of(
            "What it does and why",
            "Parameters",
            "Contract",
            "The arithmetic",
            "16-bit notes",
            "Look at it");
    for (String page : pages("docs/stages")) {
      assertThat(sections(root.resolve("docs/stages/" + page + ".md")))
          .as("docs/stages/%s.md", page)
          .isEqualTo(expected);
    }
  }

  @Test
  void everyFindingHasItsPage() throws IOException {
    assertThat(pages("docs/findings"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FindingCode.values()).map(FindingCode::toString).toList());
  }

  @Test
  void theIndexOfFindingsTellsEachSeverity() throws IOException {
    String index = Files.readString(root.resolve("docs/findings/README.md"));
    for (FindingCode code : FindingCode.values()) {
      assertThat(index).contains("\n| [" + code + "](" + code + ".md) | " + code.severity() + " |");
    }
  }

  @Test
  void everyFindingsPageTellsItsSeverity() throws IOException {
    for (FindingCode code : FindingCode.values()) {
      assertThat(root.resolve("docs/findings/" + code + ".md"))
          .content()
          .startsWith("# " + code + "\n")
          .contains("Severity: **" + code.severity());
    }
  }

  @Test
  void noLinkLeadsToAMissingFile() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : allPages()) {
      Matcher link = LINK.matcher(withoutCode(Files.readString(page)));
      while (link.find()) {
        String target = link.group(1);
        if (OTHER_SITE.matcher(target).matches()) {
          continue;
        }
        links++;
        if (!leadsSomewhere(page, target)) {
          broken.add(root.relativize(page) + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).as("internal links that were looked at").isGreaterThan(30);
  }

  private static boolean leadsSomewhere(Path page, String target) throws IOException {
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    Path linked = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(linked)) {
      return false;
    }
    return hash < 0 || anchors(linked).contains(target.substring(hash + 1));
  }

  /** Headings as the usual Markdown viewers turn them into anchors. */
  private static Set<String> anchors(Path page) throws IOException {
    return FENCED
        .matcher(Files.readString(page))
        .replaceAll("")
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Path> allPages() throws IOException {
    List<Path> pages = new ArrayList<>();
    pages.add(root.resolve("README.md"));
    pages.add(root.resolve("CONTRIBUTING.md"));
    try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  private static String withoutCode(String markdown) {
    return FENCED.matcher(markdown).replaceAll("").replaceAll("`[^`\n]*`", "");
  }

  /** Names of a folder's pages without their extension, the index left out. */
  private List<String> pages(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files
          .map(file -> Optional.ofNullable(file.getFileName()).map(Path::toString).orElse(""))
          .filter(name -> name.endsWith(".md"))
          .map(name -> name.substring(0, name.length() - ".md".length()))
          .filter(name -> !name.equals(INDEX))
          .sorted()
          .toList();
    }
  }

  private static List<String> sections(Path page) throws IOException {
    return Files.readString(page)
        .lines()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3))
        .toList();
  }
}
