package org.maplebridge.server.invitation;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The text people agree to before they take part online. A change of its meaning is a new version
 * with files of its own, {@code consent/VERSION_zh.properties} and {@code _en}; old ones stay,
 * since consents given refer to them.
 *
 * @param sentences three, in plain words
 */
record ConsentText(String version, List<String> sentences, String full) {

  /** The version asked for today. */
  static final String CURRENT = "online-1";

  static ConsentText current(Locale locale) {
    Properties text = load("/consent/" + CURRENT + "_" + locale.getLanguage() + ".properties");
    return new ConsentText(
        CURRENT,
        List.of(line(text, "sentence.1"), line(text, "sentence.2"), line(text, "sentence.3")),
        line(text, "full"));
  }

  private static String line(Properties text, String key) {
    String value = text.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("The consent text " + CURRENT + " lacks " + key);
    }
    return value;
  }

  private static Properties load(String resource) {
    Properties text = new Properties();
    try (InputStream stream = ConsentText.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("There is no consent text " + resource);
      }
      text.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return text;
  }
}
