package org.maplebridge.server.consultation.preparation;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import org.maplebridge.server.signing.Sha256;

/**
 * A sheet as it is signed. A change of its meaning is a new version with a file of its own; old
 * ones stay. Signed is the Chinese text, whatever language the page is in.
 *
 * @param content byte for byte what the signature is bound to
 */
record SheetText(Kind kind, String title, String content) {
  private static final String VERSION = "counselling-1";

  /** What is signed. */
  enum Kind {
    /** 《心理咨询知情同意书》 with the limits of confidentiality */
    CONFIDENTIALITY,
    /** 录音录像同意书 */
    RECORDING,
    /** 监护人同意书 */
    GUARDIAN
  }

  /**
   * @param about number of the client, name of the counsellor, time of the consultation
   */
  static SheetText of(Kind kind, Object... about) {
    Properties text = load();
    String title = line(text, kind + ".title");
    String body = new MessageFormat(line(text, kind + ".text")).format(about);
    return new SheetText(kind, title, title + "\n\n" + body + "\n\n版本：" + VERSION);
  }

  String sha256() {
    return Sha256.of(content);
  }

  private static String line(Properties text, String key) {
    String value = text.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("The sheet " + VERSION + " lacks " + key);
    }
    return value;
  }

  private static Properties load() {
    Properties text = new Properties();
    try (var stream = SheetText.class.getResourceAsStream("/consent/" + VERSION + ".properties")) {
      if (stream == null) {
        throw new IllegalStateException("There is no sheet " + VERSION);
      }
      text.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return text;
  }
}
