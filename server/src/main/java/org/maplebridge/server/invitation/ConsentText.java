package org.maplebridge.server.invitation;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * The text people agree to before they take part online. A change of its meaning is a new version
 * with files of its own, {@code consent/VERSION_zh.properties} and {@code _en}; old ones stay,
 * since consents given refer to them.
 *
 * @param sentences three, in plain words
 */
public record ConsentText(String version, List<String> sentences, String full) {

  public ConsentText {
    sentences = List.copyOf(sentences);
  }

  /** Asked today of those who are heard and seen. */
  private static final String ONLINE = "online-1";

  /** Asked today of those who look and listen. */
  private static final String LISTENER = "listener-1";

  /** The version asked for today of somebody in a sitting. */
  static String inForce(Sitting sitting, Participant guest) {
    return sitting.isListener(guest) ? LISTENER : ONLINE;
  }

  /** What somebody agrees to who will look and listen. */
  public static ConsentText ofListener(Locale locale) {
    return of(LISTENER, locale);
  }

  static ConsentText of(String version, Locale locale) {
    Properties text = load("/consent/" + version + "_" + locale.getLanguage() + ".properties");
    return new ConsentText(
        version,
        List.of(line(text, "sentence.1"), line(text, "sentence.2"), line(text, "sentence.3")),
        line(text, "full"));
  }

  private static String line(Properties text, String key) {
    return Optional.ofNullable(text.getProperty(key))
        .orElseThrow(() -> new IllegalStateException("A consent text lacks " + key));
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
