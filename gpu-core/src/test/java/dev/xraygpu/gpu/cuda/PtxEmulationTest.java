package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the emulated GPU makes of PTX, by kernels of a few instructions: results at the edges as the
 * PTX ISA has them, and each kind of mistake that it is there to find, beside its right form.
 */
class PtxEmulationTest {
  private static final String FAILED = "failed";

  /** Steps that leave a result in %rd2, and the result. */
  private static final Map<String, String> RESULTS =
      Map.ofEntries(
          result("shl.b32 %r1, 3, 40; cvt.u64.u32 %rd2, %r1;", "0"),
          result("shr.u64 %rd2, -1, 64;", "0"),
          result("shr.s32 %r1, -5, 99; cvt.u64.u32 %rd2, %r1;", "ffffffff"),
          result(
              "prmt.b32 %r1, 0x33221100, 0x77665544, 0x7160; cvt.u64.u32 %rd2, %r1;", "77116600"),
          result("prmt.b32 %r1, 0x80, 0, 8; cvt.u64.u32 %rd2, %r1;", "808080ff"),
          result("bfi.b64 %rd2, 0x1ff, -1, 32, 8;", "ffffffffffffffff"),
          result("bfi.b64 %rd2, 0x101, -1, 32, 8;", "ffffff01ffffffff"),
          result("dp2a.lo.s32.u32 %r1, 0xFFFE0003, 0xFFFF0A05, 100; cvt.u64.u32 %rd2, %r1;", "5f"),
          result("mul.wide.s32 %rd2, -2, 3;", "fffffffffffffffa"),
          result("mul.wide.u32 %rd2, -2, 3;", "2fffffffa"),
          result("mov.u32 %r1, -2; cvt.s64.s32 %rd2, %r1;", "fffffffffffffffe"),
          result("rem.s32 %r1, -7, 4; cvt.u64.u32 %rd2, %r1;", "fffffffd"),
          result(
              "mov.b64 %rd2, {%r0, %r0}; mov.u64 %rd2, -2; mov.b64 {%r1, %r2}, %rd2; cvt.u64.u32 %rd2, %r2;",
              "ffffffff"),
          result("cvt.rzi.s32.f32 %r1, 0f7FC00000; cvt.u64.u32 %rd2, %r1;", "0"),
          result("cvt.rzi.s32.f32 %r1, 0f4F800000; cvt.u64.u32 %rd2, %r1;", "7fffffff"),
          result("cvt.rzi.s32.f32 %r1, 0fBFC00000; cvt.u64.u32 %rd2, %r1;", "ffffffff"),
          result("cvt.rzi.u32.f32 %r1, 0fBFC00000; cvt.u64.u32 %rd2, %r1;", "0"),
          result(
              "cvt.rni.f32.f32 %f1, 0f40200000; mov.b32 %r1, %f1; cvt.u64.u32 %rd2, %r1;",
              "40000000"),
          result(
              "cvt.rmi.f32.f32 %f1, 0fBFC00000; mov.b32 %r1, %f1; cvt.u64.u32 %rd2, %r1;",
              "c0000000"),
          result(
              "min.f32 %f1, 0f7FC00000, 0f3F800000; mov.b32 %r1, %f1; cvt.u64.u32 %rd2, %r1;",
              "3f800000"),
          result(
              "min.f32 %f1, 0f00000000, 0f80000000; mov.b32 %r1, %f1; cvt.u64.u32 %rd2, %r1;",
              "80000000"),
          result("setp.geu.f32 %p1, 0f7FC00000, 0f00000000; selp.b64 %rd2, 1, 2, %p1;", "1"),
          result(
              "setp.lt.u32 %p1, 1, -1; setp.lt.s32 %p2, 1, -1; and.pred %p1, %p1, %p2; selp.b64 %rd2, 1, 2, %p1;",
              "2"),
          result(
              "st.global.u16 [%rd1+6], -2; ld.global.s16 %r1, [%rd1+6]; cvt.u64.u32 %rd2, %r1;",
              "fffffffe"),
          result("st.global.v2.u32 [%rd1], 7, 9; ld.global.u64 %rd2, [%rd1];", "900000007"),
          result("vote.sync.all.pred %p1, 1, -1; selp.b64 %rd2, 1, 2, %p1;", "1"),
          result(
              "setp.ne.s32 %p2, %r0, 3; vote.sync.all.pred %p1, %p2, -1; shfl.sync.idx.b32 %r1|%p2, %r0, 0, 31, -1; shr.u32 %r1, %r1, 5; not.pred %p1, %p1; selp.u32 %r2, 1, 0, %p1; add.s32 %r1, %r1, %r2; cvt.u64.u32 %rd2, %r1;",
              "1"));

  /** Steps that a GPU would not forgive, or that it would decide one way or the other. */
  private static final List<String> MISTAKES =
      List.of(
          "ld.global.u32 %r1, [%rd1+2];",
          "ld.global.v2.u32 {%r1, %r2}, [%rd1+4];",
          "ld.global.u8 %r1, [%rd0+-1];",
          "ld.global.u8 %r1, [%rd0+1024];",
          "st.shared.u32 [NAME_words+512], 1;",
          "st.shared.u64 [%r4], 1;",
          "div.u32 %r1, 1, 0;",
          "div.s32 %r1, 0x80000000, -1;",
          "shfl.sync.idx.b32 %r1|%p1, %r0, 0, 0x1c1f, -1;",
          // Shared memory that is not written, and by one thread only.
          "ld.shared.u32 %r1, [%r3];",
          "setp.eq.s32 %p1, %r0, 0; @%p1 st.shared.u32 [%r3], 1; bar.sync 0; ld.shared.u32 %r1, [%r3];",
          // Two threads and a word.
          "st.global.u32 [%rd0], 1;",
          "st.shared.u32 [NAME_words], 1;",
          "st.shared.u32 [%r3], 1; ld.shared.u32 %r1, [%r5];",
          "st.shared.u32 [%r3], 1; bar.sync 0; ld.shared.u32 %r1, [%r5]; st.shared.u32 [%r3], 2;",
          "st.shared.u32 [%r3], 1; ld.shared.u32 %r1, [%r6];",
          "st.shared.u32 [%r3], 1; bar.warp.sync -1; ld.shared.u32 %r1, [%r5];",
          // To exchange values does not put memory in order.
          "st.shared.u32 [%r3], 1; shfl.sync.idx.b32 %r1|%p1, %r0, 0, 31, -1; ld.shared.u32 %r1, [%r6];",
          "st.shared.u32 [%r3], 0; bar.sync 0; atom.shared.add.u32 %r1, [NAME_words], 1; ld.shared.u32 %r1, [NAME_words];",
          // Two blocks and a word.
          "setp.eq.s32 %p1, %r0, 0; @%p1 st.global.u32 [%rd0], 1;",
          "atom.global.add.u32 %r1, [%rd0], 1; bar.sync 0; ld.global.u32 %r1, [%rd0];",
          // Threads that wait for nobody.
          "setp.eq.s32 %p1, %r0, 0; @%p1 bra $L_end; bar.sync 0; $L_end:",
          "setp.eq.s32 %p1, %r0, 0; @%p1 bra $L_end; bar.warp.sync -1; $L_end:");

  private static final List<String> RIGHT =
      List.of(
          "ld.global.u32 %r1, [%rd1+4];",
          "ld.global.u8 %r1, [%rd0+1023];",
          "st.shared.u32 [%r3], 1; ld.shared.u32 %r1, [%r3];",
          "st.shared.u32 [%r3], 1; bar.sync 0; ld.shared.u32 %r1, [%r5];",
          "st.shared.u32 [%r3], 1; bar.sync 0; ld.shared.u32 %r1, [%r5]; bar.sync 0; st.shared.u32 [%r3], 2;",
          "st.shared.u32 [%r3], 1; bar.warp.sync -1; ld.shared.u32 %r1, [%r6];",
          "st.shared.u32 [%r3], 0; bar.sync 0; atom.shared.add.u32 %r1, [NAME_words], 1; bar.sync 0; ld.shared.u32 %r1, [NAME_words];",
          "atom.global.add.u32 %r1, [%rd0], 1;",
          "ld.global.u32 %r1, [%rd0];");

  private static final Map<String, String> printed = new LinkedHashMap<>();

  private static Map.Entry<String, String> result(String steps, String expected) {
    return Map.entry(steps, expected);
  }

  private static List<String> results() {
    return RESULTS.keySet().stream().sorted().toList();
  }

  @BeforeAll
  static void run(@TempDir Path folder) throws IOException, InterruptedException {
    StringBuilder module = new StringBuilder(".version 9.0\n.target sm_75\n.address_size 64\n");
    results()
        .forEach(
            steps ->
                entry(module, name(steps), steps + " bar.sync 0; st.global.u64 [%rd1], %rd2;"));
    Stream.concat(MISTAKES.stream(), RIGHT.stream())
        .forEach(steps -> entry(module, name(steps), steps));
    Path file = Files.writeString(folder.resolve("small.ptx"), module);
    Path library =
        EmulatorProcess.libraryOrSkip(
            PtxEmulationTest.class,
            () ->
                EmulatorLibrary.buildModule(
                    "emulator-small",
                    List.of("-O1", "-march=native", "-DCHECK_RACES"),
                    module.toString().getBytes(StandardCharsets.US_ASCII)));
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        EmulatorProcess.of(PtxWorkload.class, library).redirectOutput(log.toFile());
    builder.command().add(file.toString());
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(log);
    assertThat(process.exitValue()).as(text).isZero();
    text.lines()
        .filter(line -> line.startsWith("steps_"))
        .forEach(line -> printed.put(line.split(": ")[0], line.split(": ")[1]));
  }

  private static String name(String steps) {
    return "steps_" + Integer.toHexString(steps.hashCode());
  }

  /**
   * A kernel of these steps: %rd0 is the first word, %rd1 the thread's own; %r0 the thread; of the
   * block's 64 shared pairs of words, %r3 is the thread's first, %r5 that of a thread of the other
   * warp, %r6 that of the next lane, %r4 where 8 bytes would have to begin elsewhere.
   */
  private static void entry(StringBuilder module, String name, String steps) {
    String body =
        """
        .visible .entry NAME(
        .param .u64 NAME_param_0
        )
        {
        .reg .pred %p<4>;
        .reg .b16 %rs<4>;
        .reg .b32 %r<9>;
        .reg .b64 %rd<9>;
        .reg .f32 %f<4>;
        .shared .align 4 .b8 NAME_words[512];
        ld.param.u64 %rd0, [NAME_param_0];
        mov.u32 %r0, %tid.x;
        mov.u32 %r8, %ctaid.x;
        shl.b32 %r7, %r8, 6;
        add.s32 %r7, %r7, %r0;
        mul.wide.u32 %rd3, %r7, 8;
        add.s64 %rd1, %rd0, %rd3;
        mov.u32 %r7, NAME_words;
        shl.b32 %r1, %r0, 3;
        add.s32 %r3, %r7, %r1;
        add.s32 %r4, %r3, 0;
        xor.b32 %r1, %r1, 256;
        add.s32 %r5, %r7, %r1;
        xor.b32 %r1, %r1, 264;
        add.s32 %r6, %r7, %r1;
        STEPS
        ret;
        }
        """
            .replace("STEPS", steps.replace("; ", ";\n"))
            .replace("NAME", name);
    module.append(body);
  }

  @ParameterizedTest
  @MethodSource("results")
  void instructionsGiveWhatTheIsaSays(String steps) {
    String expected = RESULTS.get(steps);
    assertThat(printed.get(name(steps)))
        .isEqualTo(
            Stream.generate(() -> expected)
                .limit(PtxWorkload.WORDS)
                .collect(Collectors.joining(" ")));
  }

  private static List<String> mistakes() {
    return MISTAKES;
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesFailTheLaunch(String steps) {
    assertThat(printed.get(name(steps))).isEqualTo(FAILED);
  }

  private static List<String> right() {
    return RIGHT;
  }

  @ParameterizedTest
  @MethodSource("right")
  void theirRightFormsDoNot(String steps) {
    assertThat(printed.get(name(steps))).isNotNull().isNotEqualTo(FAILED);
  }

  @Test
  void whatIsNotKnownIsNotTranslated() {
    assertThatThrownBy(() -> PtxTranslation.of(".version 9.0\n.func (.reg .b32 r) f(\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PTX, line 2: not translated: .func (.reg .b32 r) f(");
  }
}
