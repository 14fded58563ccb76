package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.sink.PngEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in docs/use-from-java.md, as it stands there. */
class UseFromJavaTest {
  private static final Pattern PROGRAM = Pattern.compile("(?s)\n```java\n(.*?)\n```\n");
  private static final int SIDE = 224;

  @TempDir Path folder;

  private static String program() throws IOException {
    Path below = Path.of("docs/use-from-java.md");
    Path root = Path.of("").toAbsolutePath();
    while (Files.notExists(root.resolve(below))) {
      root = Objects.requireNonNull(root.getParent(), "a folder with " + below + " above this one");
    }
    Matcher block = PROGRAM.matcher(Files.readString(root.resolve(below)));
    assertThat(block.find()).as("a block of Java in %s", below).isTrue();
    return block.group(1);
  }

  private Class<?> compiled(URLClassLoader classes) throws IOException, ClassNotFoundException {
    Path source = Files.writeString(folder.resolve("PrepareXrays.java"), program());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    // Surefire's own property is the class path; Java's may name a jar that only refers to it.
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiles =
          compiler
              .getTask(
                  errors,
                  files,
                  null,
                  List.of("--release", "17", "-proc:none", "-cp", path, "-d", folder.toString()),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(compiles).as("%s", errors).isTrue();
    }
    return classes.loadClass("PrepareXrays");
  }

  @Test
  void theProgramPreparesADatasetAndAnImageLikeIt() throws Exception {
    GeneratedDataset dataset = GeneratedDataset.in(folder.resolve("data")).withSplits();
    byte[] copy = PngEncoder.encode(SyntheticImages.noise(PixelType.U8, new Size(150, 150), 7));
    dataset.write("train/NORMAL/copy.png", copy).write("test/NORMAL/copy.png", copy);
    Path out = folder.resolve("out");
    Path image = dataset.root().resolve("train/NORMAL/x0.png");
    String[] arguments = {dataset.root().toString(), out.toString(), image.toString()};

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream usual = System.out;
    float[] values;
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Device device = new CpuDeviceProvider().open(0)) {
      Class<?> program = compiled(classes);
      System.setOut(stream);
      program.getMethod("main", String[].class).invoke(null, (Object) arguments);
      Method one =
          program.getDeclaredMethod(
              "likeTraining", Path.class, Path.class, Device.class, Decoders.class);
      one.setAccessible(true);
      values = (float[]) one.invoke(null, image, out, device, Decoders.load());
    } finally {
      System.setOut(usual);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("1 leaks between splits")
        .contains("Processing 24")
        .contains(SIDE * SIDE + " values of ");
    // x0 comes after copy in the order of the paths, so it is the second row of the split.
    byte[] array = Files.readAllBytes(out.resolve("train/images.npy"));
    int row = SIDE * SIDE * Float.BYTES;
    int header = array.length - 15 * row;
    ByteBuffer rows = ByteBuffer.wrap(array, header + row, row).slice();
    float[] expected = new float[SIDE * SIDE];
    rows.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(expected);
    assertThat(values).isEqualTo(expected);
  }
}
