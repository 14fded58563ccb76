package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is screened is what the plain comparison of all pairs finds, to the last bit. */
class ScreenedPairsTest {
  private static final int BLOCKS = Signature.BLOCKS;

  @TempDir Path folder;

  @Test
  void descriptionsOfFamiliesWithNearCopies() throws IOException {
    // Some directions are common, as those of chests are; every tenth is nearly an earlier one.
    int samples = 2 * CodeBlock.SIZE + 300;
    double[][] common = new double[12][Signature.DESCRIPTION];
    Random random = new Random(5);
    for (double[] direction : common) {
      fill(direction, random);
    }
    List<byte[]> made = new ArrayList<>();
    requireEqual(
        samples,
        i -> {
          byte[] description;
          if (i % 10 == 9) {
            byte[] earlier = made.get(random.nextInt(made.size()));
            description = changed(i % 20 == 9 ? mirrored(earlier) : earlier, random, i % 4);
          } else {
            double[] values = new double[Signature.DESCRIPTION];
            fill(values, random);
            for (double[] direction : common) {
              double share = 1.2 * random.nextGaussian();
              for (int k = 0; k < values.length; k++) {
                values[k] += share * direction[k];
              }
            }
            description = packed(values);
          }
          made.add(description);
          // Here and there an image that shows nothing.
          return i % 97 == 3 ? Optional.empty() : Optional.of(description);
        });
  }

  @Test
  void descriptionsThatAreAllAlike() throws IOException {
    double[] values = new double[Signature.DESCRIPTION];
    Random random = new Random(6);
    fill(values, random);
    byte[] one = packed(values);
    requireEqual(CodeBlock.SIZE + 70, i -> Optional.of(changed(one, random, i % 3)));
  }

  @Test
  void descriptionsWithoutAnythingInCommon() throws IOException {
    Random random = new Random(7);
    requireEqual(
        CodeBlock.SIZE + 5,
        i -> {
          // A single large value, or two: nothing else is as far from the axes.
          byte[] description = new byte[Signature.DESCRIPTION];
          description[random.nextInt(description.length)] = 127;
          description[random.nextInt(description.length)] = -128;
          return Optional.of(description);
        });
  }

  private void requireEqual(int samples, IntFunction<Optional<byte[]>> description)
      throws IOException {
    BitSet searched = new BitSet();
    searched.set(0, samples);
    searched.clear(11);
    try (SignatureFile signatures = new SignatureFile(Files.createTempDirectory(folder, "of"))) {
      SignatureFile.Writer writer = signatures.writer();
      for (int i = 0; i < samples; i++) {
        writer.writeHead(i, i, description.apply(i));
      }
      try (CandidateSearch plain = new CandidateSearch(signatures, samples, searched, samples + 1);
          CandidateSearch screened = new CandidateSearch(signatures, samples, searched, samples)) {
        assertThat(searchAll(plain, new Random(8))).isEqualTo(samples);
        assertThat(searchAll(screened, new Random(9))).isEqualTo(samples);
        assertThat(plain.pairs(0, samples)).hasSizeGreaterThan(samples / 2);
        assertThat(screened.pairs(0, samples)).isEqualTo(plain.pairs(0, samples));
        for (long pair : plain.pairs(0, samples)) {
          assertThat(screened.similarity(pair)).isEqualTo(plain.similarity(pair));
        }
      }
      assertThat(signatures.folder().resolve("codes.bin")).doesNotExist();
    }
  }

  // In any order; returns how many samples were told to be done.
  private static int searchAll(CandidateSearch search, Random order) throws IOException {
    for (int part = search.preparations() - 1; part >= 0; part--) {
      search.prepare(part);
    }
    List<Integer> parts = new ArrayList<>();
    for (int part = 0; part < search.parts(); part++) {
      parts.add(part);
    }
    Collections.shuffle(parts, order);
    PairSearch.Searcher searcher = search.searcher();
    int done = 0;
    for (int part : parts) {
      done += searcher.search(part);
    }
    return done;
  }

  private static void fill(double[] values, Random random) {
    for (int k = 0; k < values.length; k++) {
      values[k] = random.nextGaussian();
    }
  }

  private static byte[] packed(double[] values) {
    double length = 0;
    for (double value : values) {
      length += value * value;
    }
    byte[] description = new byte[values.length];
    for (int k = 0; k < values.length; k++) {
      description[k] =
          (byte) Math.round(Math.max(-127, Math.min(127, 400 * values[k] / Math.sqrt(length))));
    }
    return description;
  }

  private static byte[] changed(byte[] description, Random random, int by) {
    byte[] result = description.clone();
    for (int k = 0; k < result.length; k++) {
      int value = result[k] + (by == 0 ? 0 : random.nextInt(8 * by + 1) - 4 * by);
      result[k] = (byte) Math.max(-128, Math.min(127, value));
    }
    return result;
  }

  private static byte[] mirrored(byte[] description) {
    byte[] result = new byte[description.length];
    for (int at = 0; at < result.length; at++) {
      int value = at % Signature.PER_BLOCK;
      int block = at / Signature.PER_BLOCK;
      int other = block / BLOCKS * BLOCKS + BLOCKS - 1 - block % BLOCKS;
      int there = description[other * Signature.PER_BLOCK + value];
      result[at] = (byte) Math.min(127, value % 2 == 1 ? -there : there);
    }
    return result;
  }
}
