package org.maplebridge.server.document;

/** Text within HTML and XHTML. Pure. */
public final class Html {

  private Html() {}

  /** The text as it stands in content or an attribute; drops what XML 1.0 §2.2 has no place for. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> {
                  if (c >= 0x20 || c == '\n' || c == '\t') {
                    escaped.appendCodePoint(c);
                  }
                }
              }
            });
    return escaped.toString();
  }
}
