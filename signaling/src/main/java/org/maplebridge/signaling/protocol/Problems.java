package org.maplebridge.signaling.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The problems signalling can answer with. Their status and sentence stand in {@code
 * problems.properties}, one line per id: the status, a space, and the sentence as a {@link
 * MessageFormat} pattern.
 */
public final class Problems {
  private static final Properties PATTERNS = load();

  private Problems() {}

  /** The problem of that id, with the pattern's arguments filled in. */
  public static Problem of(String id, Object... arguments) {
    return about(id, List.of(), arguments);
  }

  /** The same, naming the participants it is about by id. */
  public static Problem about(String id, List<String> about, Object... arguments) {
    String line =
        Optional.ofNullable(PATTERNS.getProperty(id))
            .orElseThrow(() -> new IllegalArgumentException("no such problem: " + id));
    int space = line.indexOf(' ');
    return new Problem(
        id,
        Integer.parseInt(line.substring(0, space)),
        MessageFormat.format(line.substring(space + 1), arguments),
        about);
  }

  /** {@link #of} as an exception. */
  public static ProblemException refusal(String id, Object... arguments) {
    return new ProblemException(of(id, arguments));
  }

  /** Every id there is. */
  public static Set<String> ids() {
    return PATTERNS.stringPropertyNames();
  }

  private static Properties load() {
    Properties patterns = new Properties();
    try (InputStream in = Problems.class.getResourceAsStream("problems.properties")) {
      if (in == null) {
        throw new IllegalStateException("problems.properties is missing from the class path");
      }
      patterns.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return patterns;
  }
}
