package org.maplebridge.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern THROWN =
      Pattern.compile("new ProblemException\\(\\s*\"([a-z0-9.-]+)\",\\s*(\\d+)");

  private final Texts texts = new Texts();

  @Test
  void chineseComesFirst() {
    assertEquals(Locale.SIMPLIFIED_CHINESE, Texts.localeOf(null));
    assertEquals(Locale.SIMPLIFIED_CHINESE, Texts.localeOf("fr,en;q=0.1,zh;q=0.5"));
    assertEquals(Locale.ENGLISH, Texts.localeOf("en-GB,en;q=0.9"));
    assertEquals(Locale.SIMPLIFIED_CHINESE, Texts.localeOf(";;;"));
  }

  @Test
  void argumentsAreFilledIn() {
    assertEquals(
        "The parameter \"page\" of the address is wrong; correct it and try again.",
        texts.sentence("http.bad-query", Locale.ENGLISH, "page"));
  }

  /** Every refusal the server can utter has its sentence and its title in both languages. */
  @Test
  void everyRefusalHasItsSentences() throws IOException {
    var thrown = thrown();
    assertFalse(thrown.isEmpty());
    for (String[] refusal : thrown) {
      for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
        assertTrue(texts.has(refusal[0], locale), refusal[0] + " in " + locale);
        String title = "http.title." + refusal[1];
        assertTrue(texts.has(title, locale), title + " in " + locale);
      }
    }
  }

  private static List<String[]> thrown() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(TextsTest::read)
          .flatMap(source -> THROWN.matcher(source).results())
          .map(found -> new String[] {found.group(1), found.group(2)})
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
