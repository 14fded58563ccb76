package dev.xraygpu.report;

import dev.xraygpu.report.ReportContent.Group;
import java.io.IOException;
import java.util.Locale;

/** Groups of files that show the same, side by side. */
final class DuplicatesSection {
  private final ReportContent content;
  private final HtmlWriter html;

  DuplicatesSection(ReportContent content, HtmlWriter html) {
    this.content = content;
    this.html = html;
  }

  void write() throws IOException {
    html.raw("<section id=\"duplicates\"><h2>Duplicates</h2>");
    if (content.groupsTotal() == 0) {
      html.raw("<p>No two files show the same.</p></section>\n");
      return;
    }
    html.raw("<p>The file to keep comes first in each group.</p>");
    for (Group group : content.groups()) {
      html.raw("<article class=\"group\"><h3>");
      if (group.leaks()) {
        html.raw("<span class=\"badge error\">across splits</span> ");
      }
      html.text(group.title()).raw("</h3>");
      FindingsSection.examples(html, group.members());
      if (group.total() > group.members().size()) {
        html.raw("<p class=\"note\">")
            .text(
                String.format(Locale.ROOT, "and %,d more", group.total() - group.members().size()))
            .raw("</p>");
      }
      html.raw("</article>\n");
    }
    if (content.groupsTotal() > content.groups().size()) {
      html.raw("<p class=\"note\">")
          .text(
              String.format(
                  Locale.ROOT,
                  "The first %,d of %,d groups; findings.csv has all.",
                  content.groups().size(),
                  content.groupsTotal()))
          .raw("</p>");
    }
    html.raw("</section>\n");
  }
}
