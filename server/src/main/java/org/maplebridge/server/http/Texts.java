package org.maplebridge.server.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The server's sentences, by id and language. The sentence {@code schedule.clash} in Chinese is the
 * key {@code schedule.clash} of {@code texts/schedule_zh.properties} (UTF-8), so every feature
 * keeps its own files.
 */
public final class Texts {
  private final Map<String, Properties> bundles = new ConcurrentHashMap<>();

  /** Chinese unless English is what the reader prefers. */
  public static Locale localeOf(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > 200) {
      return Locale.SIMPLIFIED_CHINESE;
    }
    try {
      var ranges = Locale.LanguageRange.parse(acceptLanguage);
      return ranges.stream()
          .map(range -> range.getRange().split("-", 2)[0])
          .filter(language -> language.equals("zh") || language.equals("en"))
          .findFirst()
          .filter("en"::equals)
          .map(english -> Locale.ENGLISH)
          .orElse(Locale.SIMPLIFIED_CHINESE);
    } catch (IllegalArgumentException malformed) {
      return Locale.SIMPLIFIED_CHINESE;
    }
  }

  /** The sentence of an id; {@code {0}} … are replaced as {@link MessageFormat} does. */
  public String sentence(String id, Locale locale, Object... arguments) {
    return pattern(id, locale)
        .map(pattern -> new MessageFormat(pattern, locale).format(arguments))
        .orElse(id);
  }

  /** Whether an id has a sentence in this language. */
  public boolean has(String id, Locale locale) {
    return pattern(id, locale).isPresent();
  }

  private Optional<String> pattern(String id, Locale locale) {
    int dot = id.indexOf('.');
    String feature = dot < 0 ? id : id.substring(0, dot);
    String name = feature + "_" + locale.getLanguage();
    return Optional.ofNullable(bundles.computeIfAbsent(name, Texts::load).getProperty(id));
  }

  private static Properties load(String name) {
    var properties = new Properties();
    try (var stream = Texts.class.getResourceAsStream("/texts/" + name + ".properties")) {
      if (stream != null) {
        properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties;
  }
}
