package dev.xraygpu;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Which package of the engine knows which other. A rule that matches no class fails. */
@AnalyzeClasses(packages = "dev.xraygpu", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static ArchRule knowsOnly(String name, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(name), Stream.of(others))
            .map(other -> "dev.xraygpu." + other)
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> ours = resideInAnyPackage("dev.xraygpu..");
    return noClasses()
        .that()
        .resideInAPackage("dev.xraygpu." + name)
        .should()
        .dependOnClassesThat(ours.and(DescribedPredicate.not(resideInAnyPackage(allowed))))
        .allowEmptyShould(false);
  }

  @ArchTest static final ArchRule IMAGE = knowsOnly("image");
  @ArchTest static final ArchRule STATISTICS = knowsOnly("statistics", "image");
  @ArchTest static final ArchRule THUMBNAIL = knowsOnly("thumbnail", "image");

  @ArchTest
  static final ArchRule DUPLICATE =
      knowsOnly("duplicate", "image", "thumbnail", "dataset", "quality", "file");

  @ArchTest
  static final ArchRule DISTRIBUTION =
      knowsOnly("distribution", "image", "thumbnail", "dataset", "quality", "decode");

  @ArchTest
  static final ArchRule REPORT =
      knowsOnly(
          "report",
          "image",
          "thumbnail",
          "distribution",
          "dataset",
          "quality",
          "statistics",
          "picture",
          "sink",
          "failure");

  @ArchTest
  static final ArchRule PICTURE = knowsOnly("picture", "image", "statistics", "quality", "sink");

  @ArchTest
  static final ArchRule REGION =
      knowsOnly("region", "image", "thumbnail", "pipeline", "device", "quality");

  @ArchTest static final ArchRule DENOISE = knowsOnly("denoise", "image", "pipeline", "quality");

  @ArchTest static final ArchRule PIPELINE = knowsOnly("pipeline", "image", "yaml", "yaml.format");

  @ArchTest static final ArchRule YAML = knowsOnly("yaml");
  @ArchTest static final ArchRule YAML_FORMAT = knowsOnly("yaml.format", "yaml");

  // Whatever else is read as YAML would lose its lines and columns.
  @ArchTest
  static final ArchRule ONE_READER_OF_YAML =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.xraygpu.yaml")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.snakeyaml..", "tools.jackson.dataformat..")
          .allowEmptyShould(false);

  // A program that uses the engine has memory of its own, and decides itself.
  @ArchTest
  static final ArchRule NOBODY_COLLECTS_GARBAGE =
      noClasses()
          .should()
          .callMethod(System.class, "gc")
          .orShould()
          .callMethod(Runtime.class, "gc")
          .allowEmptyShould(false);

  // A finding says what a decoder or a check saw: quality names formats and headers, and decode
  // names findings' codes. Both are halves of one vocabulary, so this one cycle is wanted.
  @ArchTest
  static final ArchRule QUALITY = knowsOnly("quality", "image", "statistics", "decode", "failure");

  @ArchTest
  static final ArchRule DECODE =
      knowsOnly("decode", "image", "quality", "pipeline", "dicom", "failure");

  // The header probe asks for DICOM's header, and a DICOM file fails as any other does: with the
  // same exception, within the same limits.
  @ArchTest
  static final ArchRule DICOM = knowsOnly("dicom", "decode", "dicom.codec", "image", "quality");

  @ArchTest
  static final ArchRule DICOM_DISPLAY =
      knowsOnly("dicom.display", "dicom", "dicom.codec", "decode", "image", "pipeline", "quality");

  @ArchTest static final ArchRule DATASET = knowsOnly("dataset", "quality", "failure");

  @ArchTest
  static final ArchRule DEVICE = knowsOnly("device", "image", "pipeline", "statistics", "decode");

  @ArchTest static final ArchRule WEIGHTS = knowsOnly("weights", "image", "pipeline");

  @ArchTest static final ArchRule REFERENCE = knowsOnly("reference", "image", "pipeline");

  @ArchTest
  static final ArchRule SELFTEST =
      knowsOnly("selftest", "image", "pipeline", "device", "statistics", "reference");

  @ArchTest
  static final ArchRule SINK =
      knowsOnly("sink", "image", "pipeline", "dataset", "statistics", "file");

  @ArchTest static final ArchRule FAILURE = knowsOnly("failure");
  @ArchTest static final ArchRule FILE = knowsOnly("file");

  @ArchTest static final ArchRule PSEUDONYM = knowsOnly("pseudonym", "decode", "failure");

  @ArchTest
  static final ArchRule CONFIGURATION =
      knowsOnly("configuration", "distribution", "failure", "quality", "yaml", "yaml.format");

  @ArchTest
  static final ArchRule INSPECTION =
      knowsOnly(
          "inspection",
          "image",
          "statistics",
          "pipeline",
          "denoise",
          "region",
          "thumbnail",
          "picture",
          "quality",
          "decode",
          "dataset",
          "device",
          "failure");

  // One pass decides about a file; it writes no result.
  @ArchTest
  static final ArchRule PASS =
      knowsOnly(
          "pass",
          "image",
          "statistics",
          "pipeline",
          "denoise",
          "region",
          "thumbnail",
          "distribution",
          "duplicate",
          "quality",
          "decode",
          "dataset",
          "device",
          "configuration",
          "pseudonym",
          "failure",
          "file");

  @ArchTest
  static final ArchRule TABLE =
      knowsOnly(
          "table",
          "image",
          "distribution",
          "duplicate",
          "quality",
          "decode",
          "dataset",
          "sink",
          "file",
          "pass");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_RUN =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.xraygpu.run")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.xraygpu.run")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule NO_OTHER_CYCLE =
      slices()
          .matching("dev.xraygpu.(*)..")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              resideInAnyPackage("dev.xraygpu.decode.."), resideInAnyPackage("dev.xraygpu.quality"))
          .ignoreDependency(
              resideInAnyPackage("dev.xraygpu.decode"), resideInAnyPackage("dev.xraygpu.dicom"))
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule NO_PACKAGE_IS_UNKNOWN_HERE =
      classes()
          .should()
          .resideInAnyPackage(
              "dev.xraygpu.image",
              "dev.xraygpu.statistics",
              "dev.xraygpu.pipeline",
              "dev.xraygpu.region",
              "dev.xraygpu.denoise",
              "dev.xraygpu.thumbnail",
              "dev.xraygpu.reference",
              "dev.xraygpu.weights",
              "dev.xraygpu.selftest",
              "dev.xraygpu.duplicate",
              "dev.xraygpu.distribution",
              "dev.xraygpu.report",
              "dev.xraygpu.picture",
              "dev.xraygpu.quality",
              "dev.xraygpu.decode..",
              "dev.xraygpu.dicom..",
              "dev.xraygpu.dataset",
              "dev.xraygpu.device",
              "dev.xraygpu.sink",
              "dev.xraygpu.yaml..",
              "dev.xraygpu.failure",
              "dev.xraygpu.file",
              "dev.xraygpu.pseudonym",
              "dev.xraygpu.configuration",
              "dev.xraygpu.inspection",
              "dev.xraygpu.pass",
              "dev.xraygpu.table",
              "dev.xraygpu.run")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule NO_DEVICE_AND_NO_COMMAND_LINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.bytedeco..",
              "org.opencv..",
              "picocli..",
              "me.tongfei..",
              "java.awt..",
              "javax.imageio..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule NOTHING_IS_PRINTED =
      com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule NO_STATIC_STATE =
      fields().that().areStatic().should().beFinal().allowEmptyShould(false);
}
