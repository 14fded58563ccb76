package dev.xraygpu.gpu.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Translates PTX to C++: a function per entry, a variable per register, a call of {@code ptx.h} per
 * instruction. What an instruction does is written there; here are only its operands. The emulated
 * GPU then runs what nvcc made of the kernels, and not only their sources.
 *
 * <p>Of PTX it takes what nvcc writes for kernels with one pointer as parameter, without functions,
 * local or constant memory. Everything else ends it with the line.
 */
public final class PtxTranslation {
  private static final Pattern ENTRY = Pattern.compile("\\.visible \\.entry (\\w+)\\(");
  private static final Pattern PARAMETER = Pattern.compile("\\.param \\.u64 (\\w+)");
  private static final Pattern REGISTERS =
      Pattern.compile("\\.reg \\.(\\w+)\\s+%(\\w+)(?:<(\\d+)>)?;");
  private static final Pattern SHARED =
      Pattern.compile("\\.shared \\.align (\\d+) \\.b8 ([\\w$]+)\\[(\\d+)];");
  private static final Pattern SHARED_WORD =
      Pattern.compile("\\.shared \\.align 4 \\.u32 ([\\w$]+);");
  private static final Pattern LABEL = Pattern.compile("(\\$\\w+):");
  private static final Pattern INSTRUCTION =
      Pattern.compile("(?:@(!?)%(\\w+)\\s+)?([a-z][\\w.]*)\\s*(.*);");
  private static final Pattern SKIPPED =
      Pattern.compile("|\\.(version|target|address_size|pragma) .*|[{})]");
  private static final Pattern WAITS = Pattern.compile("(bar|shfl|vote)\\..*");

  private final StringBuilder translated = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private String entry = "";
  private String parameter = "";
  private boolean waits;
  private int sharedVariables;
  private int depth;

  private PtxTranslation() {}

  /**
   * Translates a file.
   *
   * @param arguments the PTX and the C++ to write
   */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(
        Path.of(arguments[1]),
        of(Files.readString(Path.of(arguments[0]), StandardCharsets.US_ASCII)));
  }

  /**
   * The C++ of a module.
   *
   * @throws IllegalArgumentException if a line is none that this class knows
   */
  static String of(String ptx) {
    PtxTranslation translation = new PtxTranslation();
    List<String> lines = ptx.lines().toList();
    translation.translated.append("#include \"ptx.h\"\n");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("//.*", "").strip();
      if (!translation.take(line, i + 1)) {
        throw new IllegalArgumentException("PTX, line " + (i + 1) + ": not translated: " + line);
      }
    }
    return translation.translated.toString();
  }

  private boolean take(String line, int number) {
    Matcher matcher = ENTRY.matcher(line);
    if (matcher.matches()) {
      entry = matcher.group(1);
      parameter = "";
      waits = false;
      sharedVariables = 0;
      body.setLength(0);
      return true;
    }
    matcher = PARAMETER.matcher(line);
    if (matcher.matches()) {
      boolean first = parameter.isEmpty();
      parameter = matcher.group(1);
      return first;
    }
    matcher = REGISTERS.matcher(line);
    if (matcher.matches()) {
      declare(matcher.group(1), matcher.group(2), matcher.group(3));
      return true;
    }
    matcher = SHARED.matcher(line);
    if (matcher.matches()) {
      share(matcher.group(2), matcher.group(3), matcher.group(1));
      return true;
    }
    matcher = SHARED_WORD.matcher(line);
    if (matcher.matches()) {
      share(matcher.group(1), "4", "4");
      return true;
    }
    matcher = LABEL.matcher(line);
    if (matcher.matches()) {
      body.append(matcher.group(1)).append(":;\n");
      return true;
    }
    if (SKIPPED.matcher(line).matches()) {
      if (line.equals("{") || line.equals("}")) {
        brace(line);
      }
      return true;
    }
    matcher = INSTRUCTION.matcher(line);
    if (matcher.matches()) {
      instruct(matcher, number);
      return true;
    }
    return false;
  }

  private void brace(String brace) {
    depth += brace.equals("{") ? 1 : -1;
    if (depth == 0) {
      translated
          .append(waits ? "COOPERATIVE_KERNEL" : "KERNEL")
          .append(" void ")
          .append(entry)
          .append("(const void *tasks) {\n  const ptx::u64 ")
          .append(parameter)
          .append(" = reinterpret_cast<ptx::u64>(tasks);\n")
          .append(body)
          .append("}\n");
    } else if (depth > 1 || brace.equals("}")) {
      body.append(brace).append('\n');
    }
  }

  private void declare(String type, String name, String count) {
    String variables =
        count == null
            ? name
            : IntStream.range(0, Integer.parseInt(count))
                .mapToObj(i -> name + i + rubbish(type))
                .collect(Collectors.joining(", "));
    body.append("  [[maybe_unused]] ")
        .append(cpp(type))
        .append(' ')
        .append(variables)
        .append(";\n");
  }

  private static String rubbish(String type) {
    return switch (type) {
      case "pred" -> " = true";
      case "f32" -> " = ptx::f32_bits(static_cast<ptx::u32>(ptx::kRubbish))";
      case "f64" -> " = ptx::f64_bits(ptx::kRubbish)";
      default -> " = static_cast<ptx::" + type + ">(ptx::kRubbish)";
    };
  }

  private static String cpp(String type) {
    return switch (type) {
      case "f32" -> "float";
      case "f64" -> "double";
      default -> "ptx::" + type;
    };
  }

  private void share(String name, String bytes, String alignment) {
    body.append("  [[maybe_unused]] const ptx::u32 ")
        .append(name)
        .append(" = ptx::shared_variable(")
        .append(String.join(", ", String.valueOf(sharedVariables++), bytes, alignment))
        .append(");\n");
  }

  private void instruct(Matcher instruction, int line) {
    String guard = instruction.group(2);
    String opcode = instruction.group(3);
    String operands = instruction.group(4).strip();
    body.append("#line ").append(line).append(" \"kernels.ptx\"\n  ");
    if (guard != null) {
      body.append("if (").append(instruction.group(1)).append(guard).append(") ");
    }
    if (opcode.equals("bra") || opcode.equals("bra.uni")) {
      body.append("goto ").append(operands).append(";\n");
    } else if (opcode.equals("ret")) {
      body.append("return;\n");
    } else {
      waits |= WAITS.matcher(opcode).matches();
      body.append("ptx::")
          .append(opcode.replace('.', '_'))
          .append(operands(operands))
          .append(";\n");
    }
  }

  private static String operands(String text) {
    List<String> translated = new ArrayList<>();
    // Vectors, and a result beside its predicate, are so many operands.
    for (String operand : text.replace('{', ' ').replace('}', ' ').split("[,|]")) {
      translated.add(operand(operand.strip()));
    }
    return translated.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  private static String operand(String operand) {
    if (operand.startsWith("[")) {
      // A signed distance: "%rd1+-8" is 8 below.
      return operand.substring(1, operand.length() - 1).replace("%", "").replace("+", " + ");
    }
    if (operand.startsWith("%") && operand.contains(".")) {
      return "ptx::" + operand.substring(1).replace('.', '_') + "()";
    }
    if (operand.startsWith("%")) {
      return operand.substring(1);
    }
    String lower = operand.toLowerCase(Locale.ROOT);
    if (lower.matches("0[fd][0-9a-f]+")) {
      return "ptx::"
          + (lower.charAt(1) == 'f' ? "f32" : "f64")
          + "_bits(0x"
          + lower.substring(2)
          + "u)";
    }
    return operand;
  }
}
