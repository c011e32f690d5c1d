package org.maplebridge.bench.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each corpus once, then a short seeded mutation of it; {@code ./maple fuzz} goes on for long. */
class FuzzRegressionTest {
  private static final Path CORPORA = Path.of("src/fuzz");
  private static final long SEED = 20_261_125;

  @ParameterizedTest
  @EnumSource
  void theCorpusHoldsAndSoDoItsMutations(FuzzTarget target) throws IOException {
    List<byte[]> corpus = corpus(target);
    assertFalse(corpus.isEmpty(), "no corpus");
    corpus.forEach(input -> take(target, input));
    Random random = new Random(SEED);
    // A handshake costs a thread and a second's thousandth; the others cost nearly nothing.
    int mutations = target == FuzzTarget.DTLS ? 300 : 20_000;
    for (int i = 0; i < mutations; i++) {
      byte[] input = corpus.get(random.nextInt(corpus.size()));
      take(target, mutated(input, corpus.get(random.nextInt(corpus.size())), random));
    }
  }

  private static List<byte[]> corpus(FuzzTarget target) throws IOException {
    try (Stream<Path> files = Files.list(CORPORA.resolve(target.label()))) {
      return files.sorted().map(FuzzRegressionTest::read).toList();
    }
  }

  private static void take(FuzzTarget target, byte[] input) {
    try {
      target.take(input.clone());
    } catch (RuntimeException e) {
      fail(target + " on " + HexFormat.of().formatHex(input), e);
    }
  }

  /** Changed bytes, a cut, a repeated stretch, or the tail of another input. */
  private static byte[] mutated(byte[] input, byte[] other, Random random) {
    byte[] out =
        switch (random.nextInt(4)) {
          case 0 -> Arrays.copyOf(input, random.nextInt(input.length + 1));
          case 1 -> joined(input, Arrays.copyOfRange(input, at(input, random), input.length));
          case 2 ->
              joined(
                  Arrays.copyOf(input, at(input, random)),
                  Arrays.copyOfRange(other, at(other, random), other.length));
          default -> input.clone();
        };
    for (int changes = random.nextInt(4); changes > 0 && out.length > 0; changes--) {
      out[random.nextInt(out.length)] = (byte) random.nextInt();
    }
    return out;
  }

  private static int at(byte[] input, Random random) {
    return random.nextInt(input.length + 1);
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
