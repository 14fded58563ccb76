package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelValue;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.distribution.OutlierRule;
import dev.xraygpu.distribution.ShortcutRule;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.duplicate.DuplicateGroup.Member;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineDocument;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.report.Report;
import dev.xraygpu.report.ReportContent;
import dev.xraygpu.report.ReportContent.CheckResult;
import dev.xraygpu.report.ReportContent.ClassCount;
import dev.xraygpu.report.ReportContent.Example;
import dev.xraygpu.report.ReportContent.FindingRow;
import dev.xraygpu.report.ReportContent.Group;
import dev.xraygpu.report.ReportContent.Histograms;
import dev.xraygpu.report.ReportContent.LabelCount;
import dev.xraygpu.report.ReportContent.Reproduction;
import dev.xraygpu.run.ReportPictures.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the report of a run that has ended. Pictures are bounded, so the page is, too. */
final class ReportAssembly {
  private static final int MOST_GROUPS = 150;
  private static final int MOST_MEMBERS = 6;

  private final Dataset dataset;
  private final Device device;
  private final Decoders decoders;
  private final PassSettings settings;
  private final Rendering rendering;

  ReportAssembly(
      Dataset dataset,
      Device device,
      Decoders decoders,
      Rendering rendering,
      PassSettings settings) {
    this.dataset = dataset;
    this.device = device;
    this.decoders = decoders;
    this.settings = settings;
    this.rendering = rendering;
  }

  /**
   * What was done to the pixels.
   *
   * @param shown the pipeline that samples are shown on
   * @param applied whether the run wrote such pixels
   * @param command the command line, if there is one
   */
  record Job(Pipeline shown, boolean applied, String command) {}

  /** Writes the page into a folder. */
  void write(
      Path folder,
      Job job,
      DatasetAnalysis analysis,
      Tally tally,
      ReportExcerpt excerpt,
      Optional<TrainStatistics> statistics)
      throws IOException, DeviceException {
    List<DuplicateGroup> groups = firstGroups(analysis.duplicates());
    ReportPictures pictures =
        new ReportPictures(
            dataset,
            device,
            decoders,
            new DecodeRequest(settings.limits(), settings.verification(), rendering),
            shown(tally, excerpt, groups),
            excerpt.staged(),
            job.shown(),
            settings.threads());
    Path name = dataset.root().getFileName();
    Report.write(
        folder,
        new ReportContent(
            name == null ? dataset.root().toString() : name.toString(),
            dataset.layout().toString(),
            tally.samplesInAll(),
            tally.count(SampleStatus.OK) + tally.count(SampleStatus.FLAGGED),
            classes(tally),
            labels(tally),
            checks(tally, excerpt, pictures),
            excerpt.dropped(),
            excerpt.droppedTotal(),
            groups.stream().map(group -> group(group, pictures)).toList(),
            analysis.duplicates().size(),
            analysis.comparisons(),
            statistics.map(
                s ->
                    new Histograms(
                        s.input(), job.applied() ? Optional.of(s.processed()) : Optional.empty())),
            pictures.stages(),
            reproduction(job)));
  }

  // Every image of which the page has a picture, and no other.
  private List<Shown> shown(Tally tally, ReportExcerpt excerpt, List<DuplicateGroup> groups) {
    List<Shown> images = new ArrayList<>();
    for (FindingCode code : tally.codes().keySet()) {
      excerpt.examples(code).forEach(sample -> images.add(new Shown(sample, 0)));
    }
    groups.forEach(group -> firstMembers(group).forEach(m -> images.add(shown(m))));
    return images;
  }

  private Shown shown(Member member) {
    return new Shown(dataset.samples().get(member.image().ordinal()), member.image().frame());
  }

  private static List<ClassCount> classes(Tally tally) {
    List<ClassCount> classes = new ArrayList<>();
    tally
        .samples()
        .forEach(
            (split, labels) ->
                labels.forEach(
                    (label, counts) ->
                        classes.add(
                            new ClassCount(
                                split.directory(),
                                label,
                                counts.getOrDefault(SampleStatus.OK, 0L),
                                counts.getOrDefault(SampleStatus.FLAGGED, 0L),
                                counts.getOrDefault(SampleStatus.DROPPED, 0L)))));
    return classes;
  }

  private List<LabelCount> labels(Tally tally) {
    List<LabelCount> labels = new ArrayList<>();
    List<String> names = dataset.classes();
    tally
        .labels()
        .forEach(
            (split, counts) -> {
              for (int i = 0; i < names.size(); i++) {
                labels.add(
                    new LabelCount(
                        split.directory(),
                        names.get(i),
                        counts.of(i, LabelValue.POSITIVE),
                        counts.of(i, LabelValue.NEGATIVE),
                        counts.of(i, LabelValue.UNCERTAIN),
                        counts.of(i, LabelValue.UNKNOWN)));
              }
            });
    return labels;
  }

  private static List<CheckResult> checks(
      Tally tally, ReportExcerpt excerpt, ReportPictures pictures) {
    List<CheckResult> checks = new ArrayList<>();
    for (var code : tally.codes().entrySet()) {
      List<FindingRow> rows = excerpt.findings(code.getKey());
      List<Example> examples = new ArrayList<>();
      for (Sample sample : excerpt.examples(code.getKey())) {
        examples.add(pictures.example(new Shown(sample, 0), ""));
      }
      // Files without pixels have nothing to show.
      boolean none = examples.stream().allMatch(Example::hasNoPixels);
      checks.add(
          new CheckResult(
              code.getKey(), code.getValue().bySeverity(), rows, none ? List.of() : examples));
    }
    return checks;
  }

  // What leaks matters most.
  private static List<DuplicateGroup> firstGroups(List<DuplicateGroup> duplicates) {
    return duplicates.stream()
        .sorted(Comparator.comparing(DuplicateGroup::leaks).reversed())
        .limit(MOST_GROUPS)
        .toList();
  }

  // The one to keep, then the others in their order.
  private static List<Member> firstMembers(DuplicateGroup group) {
    return group.members().stream()
        .sorted(Comparator.comparing((Member m) -> !m.image().path().equals(group.keep())))
        .limit(MOST_MEMBERS)
        .toList();
  }

  private Group group(DuplicateGroup group, ReportPictures pictures) {
    List<Example> shown = new ArrayList<>();
    for (Member member : firstMembers(group)) {
      Sample sample = dataset.samples().get(member.image().ordinal());
      shown.add(pictures.example(shown(member), note(member, group.keep(), sample)));
    }
    return new Group(words(group.kind()), group.leaks(), shown, group.members().size());
  }

  private static String note(Member member, String keep, Sample sample) {
    String place =
        sample.split().directory() + (sample.label().isEmpty() ? "" : ", ") + sample.label();
    if (member.isKept()) {
      return place + "; keep";
    }
    return place
        + "; "
        + words(member.kind())
        + (member.inverted() ? ", inverted" : "")
        + (member.mirrored() ? ", mirrored" : "")
        + (Math.abs(member.correlation()) < 1
            ? String.format(Locale.ROOT, ", correlation %.3f", Math.abs(member.correlation()))
            : "")
        + member
            .copyOf()
            .filter(other -> !other.equals(keep))
            .map(other -> " with " + other)
            .orElse("");
  }

  private static String words(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  // As the configuration file has them.
  private static String words(OutlierRule rule) {
    return "threshold: "
        + rule.threshold()
        + ", smallest-sample: "
        + rule.smallestSample()
        + ", largest-share: "
        + rule.largestShare();
  }

  private static String words(ShortcutRule rule) {
    return "effect: "
        + rule.effect()
        + ", significance: "
        + rule.significance()
        + ", smallest-group: "
        + rule.smallestGroup();
  }

  private Reproduction reproduction(Job job) {
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    facts.add(Map.entry("Program", ProgramVersion.NAME + " " + ProgramVersion.current()));
    facts.add(
        Map.entry(
            "Device", device.description().provider() + ", " + device.description().software()));
    decoders.libraries().forEach(library -> facts.add(Map.entry("Decoder", library)));
    facts.add(Map.entry("Layout", dataset.layout().toString()));
    facts.add(Map.entry("On invalid", settings.onInvalid().toString()));
    facts.add(Map.entry("Outliers", words(settings.checks().outliers())));
    facts.add(Map.entry("Shortcuts", words(settings.checks().shortcuts())));
    if (job.applied()) {
      facts.add(Map.entry("Fingerprint", PipelineDocument.fingerprint(job.shown())));
    }
    return new Reproduction(
        job.command(),
        job.applied()
            ? Optional.of(JsonText.pretty(PipelineDocument.toTree(job.shown())))
            : Optional.empty(),
        facts);
  }
}
