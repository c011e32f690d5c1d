package org.maplebridge.server.dossier.archive;

import java.util.List;
import org.maplebridge.recording.bag.BagFolder;
import org.maplebridge.server.document.Html;

/** The page inside a package that shows people what it holds; it loads nothing. Pure. */
final class BagIndex {
  private static final String STYLE =
      """
      body { font: 16px/1.7 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
        padding: 0 1rem; color: #1c1917; background: #fff; }
      table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
      th, td { border: 1px solid #a8a29e; padding: .4rem .6rem; text-align: left; }
      td { overflow-wrap: anywhere; } pre { background: #f5f5f4; padding: 1rem; overflow-x: auto; }
      """;

  private BagIndex() {}

  /**
   * @param facts name and value, for the top of the page
   */
  static String write(String title, List<List<String>> facts, List<Entry> entries) {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>");
    html.append(Html.escape(title)).append("</title><style>").append(STYLE).append("</style>");
    html.append("</head><body><h1>").append(Html.escape(title)).append("</h1>\n<table>");
    for (List<String> fact : facts) {
      html.append("<tr><th>").append(Html.escape(fact.getFirst())).append("</th><td>");
      html.append(Html.escape(fact.getLast())).append("</td></tr>\n");
    }
    html.append("</table>\n<h2>目录</h2>\n<table><tr><th>序号</th><th>名称</th><th>文件</th></tr>\n");
    for (Entry entry : entries) {
      String path = BagFolder.PAYLOAD + "/" + entry.path();
      html.append("<tr><td>").append(entry.number()).append("</td><td>");
      html.append(Html.escape(entry.title())).append("</td><td><a href=\"").append(path);
      html.append("\">").append(path).append("</a></td></tr>\n");
    }
    html.append("</table>\n<h2>核对</h2>\n<p>用任何电脑都可以核对本包未被改动（OpenSSL 3 与 sha256sum）：</p><pre>");
    html.append("openssl pkeyutl -verify -pubin -inkey signer.pem -rawin \\\n  -in ");
    html.append(BagFolder.TAG_MANIFEST).append(" -sigfile ").append(BagFolder.SIGNATURE);
    html.append("\nsha256sum -c ").append(BagFolder.TAG_MANIFEST);
    html.append("\nsha256sum -c ").append(BagFolder.MANIFEST).append("</pre></body></html>\n");
    return html.toString();
  }

  /**
   * @param path below the payload; a file or a folder
   */
  record Entry(int number, String title, String path) {}
}
