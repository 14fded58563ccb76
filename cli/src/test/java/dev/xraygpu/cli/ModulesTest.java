package dev.xraygpu.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Which module knows which other, over all that the program is made of. */
@AnalyzeClasses(packages = "dev.xraygpu", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {
  @ArchTest
  static final ArchRule ONLY_GPU_CORE_USES_CUDA =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.xraygpu.gpu..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.bytedeco.cuda..", "org.bytedeco.opencv.opencv_cuda*..", "org.bytedeco.nvcodec..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.xraygpu.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.xraygpu.cli..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule THE_CPU_DEVICE_DOES_NOT_KNOW_THE_GPU_DEVICES =
      noClasses()
          .that()
          .resideInAPackage("dev.xraygpu.cpu..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.xraygpu.gpu..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule THE_GPU_DEVICES_DO_NOT_KNOW_THE_CPU_DEVICE =
      noClasses()
          .that()
          .resideInAPackage("dev.xraygpu.gpu..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.xraygpu.cpu..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule THE_ENGINE_KNOWS_NO_OTHER_MODULE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.xraygpu.cli..", "dev.xraygpu.cpu..", "dev.xraygpu.gpu..", "dev.xraygpu.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.xraygpu.cli..", "dev.xraygpu.cpu..", "dev.xraygpu.gpu..", "dev.xraygpu.bench..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_PARSES_OPTIONS_AND_DRAWS_BARS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.xraygpu.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "me.tongfei..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Common")
          .allowEmptyShould(false);

  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses classes) {
    for (String module : List.of("cli", "cpu", "gpu", "bench", "run", "image")) {
      assertThat(classes)
          .as("classes of dev.xraygpu.%s", module)
          .anyMatch(type -> type.getPackageName().equals("dev.xraygpu." + module));
    }
  }
}
