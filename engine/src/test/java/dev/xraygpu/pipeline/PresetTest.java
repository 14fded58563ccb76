package dev.xraygpu.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PresetTest {
  @Test
  void everyPresetIsFoundByItsNameAndSurvivesItsDocument() throws PipelineFormatException {
    for (Preset preset : Preset.values()) {
      assertThat(Preset.named(preset.toString())).contains(preset);
      Pipeline pipeline = preset.pipeline();
      assertThat(PipelineText.read(PipelineDocument.toTree(pipeline).toString()))
          .isEqualTo(pipeline);
    }
    assertThat(Preset.named("mine.yaml")).isEmpty();
  }

  @Test
  void croppingAndMaskingSurviveTheirDocumentAndComeFirst() throws PipelineFormatException {
    Pipeline pipeline =
        Pipeline.tutorial()
            .withStage(Stage.Kind.CROP, StageText.crop("lungs:7.5"))
            .withStage(Stage.Kind.MASK, StageText.maskArtifacts("inpaint"));
    assertThat(pipeline.stages().subList(0, 2))
        .containsExactly(
            new MaskArtifacts(MaskArtifacts.Action.INPAINT), new Crop(Crop.Region.LUNGS, 7.5));
    assertThat(PipelineText.read(PipelineDocument.toTree(pipeline).toString())).isEqualTo(pipeline);
    assertThat(Pipeline.onDevice(pipeline.stages())).isEqualTo(Pipeline.tutorial().stages());
  }

  @Test
  void whatLooksAtTheOriginalComesBeforeWhatChangesIt() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> PipelineText.read("stages: [{median: {kernel: 3}}, {crop: {region: lungs}}]"))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageContaining("crop")
        .hasMessageContaining("before");
  }
}
