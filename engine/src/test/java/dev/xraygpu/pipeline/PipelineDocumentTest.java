package dev.xraygpu.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineDocumentTest {
  static Stream<Pipeline> pipelines() {
    Resize area = new Resize(new Size(300, 1), Fit.STRETCH, Interpolation.AREA);
    return Stream.of(
        Pipeline.tutorial(),
        Pipeline.none(),
        new Pipeline(
            List.of(new Clahe(0.125, new Size(3, 64)), area, new BilateralFilter(7, 1e-3, 999.5)),
            new Normalization.Fixed(0.1, 1.0 / 3),
            StatisticsOf.PROCESSED,
            ElementType.FLOAT16),
        new Pipeline(
            List.of(new NonLocalMeans(2.5, 5, 13)),
            new Normalization.None(),
            StatisticsOf.INPUT,
            ElementType.UINT16),
        new Pipeline(
            List.of(new MedianBlur(5)),
            new Normalization.None(),
            StatisticsOf.INPUT,
            ElementType.UINT16),
        new Pipeline(
            new Rendering(
                new WindowChoice.Given(-0.5, 1500.25),
                ValueBits.FILE,
                DecodedDepth.EIGHT,
                new FrameChoice(3)),
            List.of(new MedianBlur(3), new Depth(PixelType.U8)),
            new Normalization.None(),
            StatisticsOf.INPUT,
            ElementType.UINT8),
        Pipeline.tutorial()
            .withRendering(
                new Rendering(
                    new WindowChoice.Percentile(0.5, 99.5),
                    ValueBits.FILE,
                    DecodedDepth.SIXTEEN,
                    FrameChoice.ALL)),
        Pipeline.tutorial()
            .withRendering(
                new Rendering(
                    new WindowChoice.Full(),
                    new ValueBits(12),
                    DecodedDepth.FILE,
                    FrameChoice.ALL)),
        Pipeline.tutorial()
            .withRendering(
                new Rendering(
                    new WindowChoice.Numbered(2),
                    ValueBits.FILE,
                    DecodedDepth.FILE,
                    FrameChoice.ALL)));
  }

  @Test
  void everyStageStandsInAFile() throws PipelineFormatException {
    assertThat(UsualStages.all().stream().<Class<?>>map(Stage::getClass).toList())
        .as("add the new stage to StageFormats.ALL")
        .containsExactlyInAnyOrder(Stage.class.getPermittedSubclasses());
    for (Stage stage : UsualStages.all()) {
      assertThat(PipelineText.read("stages: [" + stage.name() + ": {}]").stages())
          .containsExactly(stage);
    }
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void roundTrip(Pipeline pipeline) throws PipelineFormatException {
    assertThat(PipelineText.read(PipelineDocument.toTree(pipeline).toString())).isEqualTo(pipeline);
    assertThat(PipelineText.read(PipelineDocument.toTree(pipeline).toPrettyString()))
        .isEqualTo(pipeline);
  }

  @Test
  void theDocumentedExample() throws PipelineFormatException {
    Pipeline parsed =
        PipelineText.read(
            """
            stages:
              - resize: {size: 224x224, fit: letterbox, interpolation: linear}
              - median: {kernel: 3}
              - clahe: {clip-limit: 2.0, tiles: 8x8}
            normalize: train            # or none, or {mean: 0.48, std: 0.22}
            statistics-of: input        # or processed
            dtype: float32              # or float16, uint8, uint16
            """);
    assertThat(parsed).isEqualTo(Pipeline.tutorial());
  }

  @Test
  void whatIsLeftOutKeepsItsDefault() throws PipelineFormatException {
    assertThat(PipelineText.read("{}")).isEqualTo(Pipeline.tutorial());
    assertThat(PipelineText.read("dtype: float16").stages())
        .isEqualTo(Pipeline.tutorial().stages());
    assertThat(PipelineText.read("stages: []").stages()).isEmpty();
    assertThat(PipelineText.read("stages: [resize: {}, bilateral: {}, clahe: {}]").stages())
        .containsExactly(
            new Resize(Size.square(224), Fit.LETTERBOX, Interpolation.LINEAR),
            new BilateralFilter(5, 50, 50),
            new Clahe(2.0, Size.square(8)));
    assertThat(PipelineText.read("stages: [resize: {size: 96}]").resize().orElseThrow())
        .isEqualTo(new Resize(Size.square(96), Fit.LETTERBOX, Interpolation.LINEAR));
    assertThat(PipelineText.read("stages: [{median: }]").stages())
        .containsExactly(new MedianBlur(3));
  }

  /** Every fault, and the words its message must contain. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "stage: []                                 | unknown key 'stage'",
        "stages: 7                                 | stages",
        "stages: {median: {kernel: 3}}             | stages",
        "stages: [7]                               | stages[0]",
        "stages: [median]                          | stages[0]",
        "stages: [{median: {}, clahe: {}}]         | stages[0]",
        "stages: [median: {}, {}]                  | stages[1]",
        "stages: [sharpen: {}]                     | sharpen",
        "stages: [median: 3]                       | median",
        "stages: [median: {size: 3}]               | median: unknown key 'size'",
        "stages: [median: {kernel: 4}]             | median.kernel: expected 3 or 5, not 4",
        "stages: [median: {kernel: 3.7}]           | median.kernel",
        "stages: [median: {kernel: 4294967299}]    | median.kernel",
        "stages: [median: {kernel: three}]         | median.kernel",
        "stages: [median: {kernel: [3]}]           | median.kernel",
        "stages: [median: {kernel: .nan}]          | median.kernel",
        "stages: [median: {kernel: 1e99}]          | median.kernel",
        "stages: [median: {}, median: {}]          | denoise",
        "stages: [bilateral: {diameter: 5.5}]      | bilateral.diameter",
        "stages: [bilateral: {sigma-color: .inf}]  | bilateral",
        "stages: [bilateral: {sigma-space: -1}]    | bilateral",
        "stages: [bilateral: {sigma-space: x}]     | bilateral.sigma-space",
        "stages: [non-local-means: {h: 3}]         | non-local-means: unknown key 'h'",
        "stages: [non-local-means: {strength: 0}]  | non-local-means.strength",
        "stages: [non-local-means: {template: 4}]  | non-local-means.template",
        "stages: [non-local-means: {search: 36}]   | non-local-means.search",
        "stages: [non-local-means: {search: 7.5}]  | non-local-means.search",
        "stages: [clahe: {clip-limit: 0}]          | clahe",
        "stages: [clahe: {clip-limit: true}]       | clahe.clip-limit",
        "stages: [clahe: {tiles: 0x8}]             | clahe.tiles",
        "stages: [clahe: {tiles: 8x8x8}]           | clahe.tiles",
        "stages: [clahe: {tiles: 99999999999}]     | clahe.tiles",
        "stages: [clahe: {tiles: 100x100}]         | clahe.tiles: expected 8 or ACROSSxDOWN, each side",
        "stages: [clahe: {tiles: [8, 8]}]          | clahe.tiles",
        "stages: [resize: {size: -1}]              | resize.size",
        "stages: [resize: {size: big}]             | resize.size",
        "stages: [resize: {size: 99999}]           | each side from 1 to 16384, not 99999",
        "stages: [resize: {size: {w: 1}}]          | resize.size",
        "stages: [resize: {fit: crop}]             | resize.fit",
        "stages: [resize: {interpolation: cubic}]  | resize.interpolation",
        "normalize: yes                            | normalize",
        "normalize: test                           | normalize",
        "normalize: [0.5, 0.5]                     | normalize",
        "normalize: 0.5                            | normalize",
        "normalize: {mean: 0.5}                    | std",
        "normalize: {std: 0.5}                     | mean",
        "normalize: {mean: 0.5, std: 0}            | normalize",
        "normalize: {mean: x, std: 1}              | normalize.mean",
        "normalize: {mean: 0.5, std: .nan}         | normalize",
        "normalize: {mean: 0, std: 1, of: train}   | normalize: unknown key 'of'",
        "statistics-of: test                       | statistics-of",
        "statistics-of: 1                          | statistics-of",
        "statistics-of:                            | statistics-of",
        "dtype: int8                               | dtype",
        "dtype: [float32]                          | dtype",
        "dtype: uint8                              | dtype uint8",
      })
  void everyFaultNamesItsKey(String yaml, String words) {
    assertThatThrownBy(() -> PipelineText.read(yaml))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \n",
        "# nothing but a comment",
        "---\n",
        "null",
        "7",
        "[]",
        "just words",
        "stages: [",
        "stages: [}\n",
        "\tstages: []",
        "a: b: c",
        "{\"stages\": []",
        "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://localhost/\"]]",
        "stages: *nowhere",
        "\u0000",
        "dtype: float32\ndtype: float16",
      })
  void whatIsNoDocumentIsRefused(String yaml) {
    assertThatThrownBy(() -> PipelineText.read(yaml))
        .isInstanceOf(PipelineFormatException.class)
        .message()
        .isNotBlank();
  }

  /** Every kind of fault names line and column, what is wrong, and what is allowed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "stages:\\n  - resize: {sizes: 3} | line 2, column 14: stages[0].resize: unknown key 'sizes';"
            + " did you mean 'size'? There are fit, interpolation, size",
        "stages:\\n  - clahe:\\n      clip_limit: 3 | line 3, column 7: stages[0].clahe: unknown key"
            + " 'clip_limit'; did you mean 'clip-limit'?",
        "stages:\\n  - medain: {} | line 2, column 5: stages[0]: unknown stage 'medain'; did you mean"
            + " 'median'? There are mask-artifacts, crop,",
        "dtype: uint9 | line 1, column 8: dtype: expected one of float32, float16, uint8, uint16, not"
            + " 'uint9'; did you mean 'uint8'?",
        "stages:\\n  - resize: {fit: Stretch} | did you mean 'stretch'?",
        "stages:\\n  - clahe: {clip-limit: 2000} | line 2, column 25: stages[0].clahe.clip-limit:"
            + " expected a number above 0 and at most 1000, not 2000",
        "normalize:\\n  mean: 0.5 | line 2, column 3: normalize: the key 'std' is missing",
        "normalize: {mean: 122, std: 1} | normalize.mean: expected a number from 0 to 1, not 122",
        "dtype: float16\\ndtype: float32 | line 2, column 1: the key 'dtype' is there twice, first in"
            + " line 1",
        "stages:\\n  - median:\\n  - resize:\\n  - crop: | line 4, column 5: stages[2]: crop looks at"
            + " the original image: put it before median in line 2",
        "stages:\\n  - median:\\n  - bilateral: | line 3, column 5: stages[1]: bilateral is a second"
            + " stage of the kind denoise, after median in line 2",
        "stages:\\n  - resize:\\n    size: 96 | line 3, column 5: stages[0]: 'size' stands beside"
            + " 'resize': indent it further",
        "stages:\\n  - resize:\\n    median: | begin each stage with a dash",
        "stages:\\n  - median | line 2, column 5: stages[0]: 'median' needs a colon",
        "clahe: {} | line 1, column 1: 'clahe' is a stage: write it below 'stages', as '- clahe:'",
        "stages: []\\n\\tdtype: x | line 2, column",
        "stages: [\\n  {median: {kernel: 3}\\n | line 3, column",
        "dtype: !!int 3 | line 1, column 8: dtype: the tag",
        "dtype: *x | line 1, column 8: dtype: the alias *x",
        "stages: []\\n---\\ndtype: uint8 | line 2, column 1: a second document",
        "dtype: uint8 | line 1, column 8: dtype: dtype uint8 cannot hold normalised values",
      })
  void everyFaultNamesItsLine(String yaml, String message) {
    String text = yaml.replace("\\n", "\n").replace("\\t", "\t");
    assertThatThrownBy(() -> PipelineText.read(text))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anchorsStandForTheirValue() throws PipelineFormatException {
    assertThat(
            PipelineText.read(
                    "stages: [resize: {size: &side 96}, clahe: {tiles: 4}]\nnormalize: none\n"
                        + "render: {frame: *side}")
                .rendering()
                .frames())
        .isEqualTo(new FrameChoice(96));
  }

  @Test
  void otherEncodingsAreRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("p.yaml");
    Files.write(file, "\uFEFFdtype: float16".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(PipelineDocument.read(file).dtype()).isEqualTo(ElementType.FLOAT16);
    Files.write(
        file, "\uFEFFdtype: float16\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
    assertThat(PipelineDocument.read(file).dtype()).isEqualTo(ElementType.FLOAT16);
  }

  @Test
  void hostileDocumentsEndSoonAndBounded() {
    StringBuilder laughs = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (char name = 'b'; name <= 'p'; name++) {
      char former = (char) (name - 1);
      laughs.append(name).append(": &").append(name).append(" [");
      laughs.append(("*" + former + ",").repeat(8)).append("*").append(former).append("]\n");
    }
    for (String yaml :
        List.of(
            laughs.toString(),
            "stages: &a [*a]",
            "[".repeat(500_000),
            "{a: ".repeat(100_000),
            "stages: " + "- ".repeat(100_000),
            "dtype: " + "x".repeat(1_000_000),
            "dtype: \"" + "\\x41".repeat(200_000) + "\"")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThatThrownBy(() -> PipelineText.read(yaml))
                  .isInstanceOf(PipelineFormatException.class));
    }
  }

  @Test
  void messagesStayShort() {
    assertThatThrownBy(() -> PipelineText.read("dtype: " + "x".repeat(100_000)))
        .isInstanceOf(PipelineFormatException.class)
        .message()
        .hasSizeLessThan(1000);
  }

  @Test
  void filesAreNamedInTheMessage(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing.yaml");
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "dtype: int4");
    Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
    for (Path file : List.of(missing, wrong, large, binary, folder)) {
      assertThatThrownBy(() -> PipelineDocument.read(file))
          .isInstanceOf(PipelineFormatException.class)
          .hasMessageContaining(file.toString());
    }
    assertThatThrownBy(() -> PipelineDocument.read(wrong))
        .hasMessageStartingWith("pipeline file " + wrong + ", line 1, column 8: dtype: expected");
  }

  @Test
  void renderingsAreRead() throws PipelineFormatException {
    assertThat(PipelineText.read("render: {}")).isEqualTo(Pipeline.tutorial());
    assertThat(PipelineText.read("render: {window: percentile, depth: 8}").rendering())
        .isEqualTo(
            new Rendering(
                new WindowChoice.Percentile(1, 99),
                ValueBits.FILE,
                DecodedDepth.EIGHT,
                FrameChoice.ALL));
    assertThat(PipelineText.read("stages: [depth: {}, clahe: {}]").stages())
        .containsExactly(new Depth(PixelType.U8), new Clahe(2, Size.square(8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "render: {window: 0}; render.window: expected a number from 1, CENTER,WIDTH",
        "render: {window: '40,0.5'}; a width of at least 1, not 40.0,0.5",
        "render: {window: wide}; render.window: expected a number from 1, CENTER,WIDTH",
        "render: {window: 'percentile:99,1'}; the smaller first",
        "render: {depth: 12}; render.depth: expected 8, 16 or file, not 12",
        "render: {frame: 0}; render.frame: expected all or a number from 1, not 0",
        "render: {frames: 1}; render: unknown key 'frames'",
        "stages: [depth: {bits: 12}]; stages[0].depth.bits: expected 8 or 16, not 12",
      })
  void wrongRenderingsAreRefused(String yaml, String message) {
    assertThatThrownBy(() -> PipelineText.read(yaml))
        .isInstanceOf(PipelineFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void filesAreRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("p.yaml"), "stages: [clahe: {}]\ndtype: float16");
    assertThat(PipelineDocument.read(file).stages()).containsExactly(new Clahe(2, Size.square(8)));
  }

  @Test
  void theFingerprintIsStableAndTellsPipelinesApart() {
    // SHA-256 of the tutorial's document; another value means that results of earlier runs no
    // longer go by the same name.
    assertThat(PipelineDocument.fingerprint(Pipeline.tutorial()))
        .isEqualTo("b3a0ff3b8a17fb2e1775cc6ec363e7acd6a597dd0148dc04ed40efaef8bf5809");
    assertThat(PipelineDocument.toTree(Pipeline.tutorial()))
        .hasToString(
            "{\"stages\":[{\"resize\":{\"size\":\"224x224\",\"fit\":\"letterbox\","
                + "\"interpolation\":\"linear\"}},{\"median\":{\"kernel\":3}},"
                + "{\"clahe\":{\"clip-limit\":2.0,\"tiles\":\"8x8\"}}],\"normalize\":\"train\","
                + "\"statistics-of\":\"input\",\"dtype\":\"float32\"}");
    assertThat(pipelines().map(PipelineDocument::fingerprint)).doesNotHaveDuplicates();
  }
}
