package org.maplebridge.server.document;

import java.util.List;

/** A document as XHTML, for the PDF renderer. Every text is escaped. Pure. */
final class PaperHtml {
  private static final String STYLE =
      """
      @page { size: A4; margin: 25mm 22mm 22mm 22mm;
        @bottom-center { content: counter(page) ' / ' counter(pages); font-family: song;
          font-size: 9pt; } }
      body { font-family: song; font-size: 11pt; line-height: 1.7; color: #000; }
      h1 { font-size: 19pt; text-align: center; margin: 0 0 10mm; }
      h2 { font-size: 12.5pt; margin: 7mm 0 2mm; page-break-after: avoid; }
      p { margin: 0 0 3mm; white-space: pre-wrap; text-align: left; }
      table { width: 100%; border-collapse: collapse; margin: 0 0 5mm; table-layout: fixed;
        -fs-table-paginate: paginate; }
      th, td { border: 0.6pt solid #000; padding: 1.6mm 2mm; vertical-align: top;
        text-align: left; word-wrap: break-word; font-weight: normal; }
      th { background: #eee; }
      tr { page-break-inside: avoid; }
      .fields th { width: 32mm; }
      .signature { margin: 9mm 0 0; }
      .marks { margin: 3mm 0 0; }
      .marks td { border: 0; text-align: center; font-size: 9pt; line-height: 1.45; }
      .marks img { display: block; margin: 1mm auto; }
      .label { font-size: 10pt; }
      .stamp { margin: 1mm auto; width: 32mm; height: 32mm; border: 0.9mm solid #b3261e;
        border-radius: 17mm; color: #b3261e; }
      .stamp div { text-align: center; font-size: 8.5pt; line-height: 1.3; padding: 0 4mm; }
      .stamp .name { padding-top: 5mm; height: 12mm; }
      .newpage { page-break-before: always; }
      """;

  private PaperHtml() {}

  static String of(Paper paper) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html><html lang=\"zh-CN\"><head><title>")
        .append(Html.escape(paper.title()))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(Html.escape(paper.title()))
        .append("</h1>");
    paper.blocks().forEach(block -> append(html, block));
    return html.append("</body></html>").toString();
  }

  private static void append(StringBuilder html, Paper.Block block) {
    switch (block) {
      case Paper.Heading(String text) -> element(html, "h2", text);
      case Paper.Text(String text) -> element(html, "p", text);
      case Paper.Fields(List<Paper.Field> fields) -> {
        html.append("<table class=\"fields\">");
        for (Paper.Field field : fields) {
          html.append("<tr>");
          element(html, "th", field.name());
          element(html, "td", field.value());
          html.append("</tr>");
        }
        html.append("</table>");
      }
      case Paper.Table(List<String> columns, List<List<String>> rows) -> {
        html.append("<table><thead><tr>");
        columns.forEach(column -> element(html, "th", column));
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
          html.append("<tr>");
          row.forEach(cell -> element(html, "td", cell));
          html.append("</tr>");
        }
        html.append("</tbody></table>");
      }
      case Paper.Marks(List<Paper.Mark> marks) -> marks(html, marks);
      case Paper.NewPage() -> html.append("<div class=\"newpage\"></div>");
      case Paper.Signatures(List<String> who) ->
          who.forEach(
              name ->
                  html.append("<div class=\"signature\">")
                      .append(Html.escape(name))
                      .append("（签名）：________________　　____年__月__日</div>"));
    }
  }

  /** Three in a row. */
  private static void marks(StringBuilder html, List<Paper.Mark> marks) {
    html.append("<table class=\"marks\">");
    for (int from = 0; from < marks.size(); from += 3) {
      html.append("<tr>");
      for (int i = from; i < from + 3; i++) {
        html.append("<td>");
        if (i < marks.size()) {
          mark(html, marks.get(i));
        }
        html.append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</table>");
  }

  private static void mark(StringBuilder html, Paper.Mark mark) {
    html.append("<div class=\"label\">").append(Html.escape(mark.label())).append("</div>");
    switch (mark.art()) {
      case Paper.Picture(String png, int widthMm) ->
          html.append("<img alt=\"\" style=\"width:")
              .append(widthMm)
              .append("mm\" src=\"data:image/png;base64,")
              .append(png)
              .append("\"/>");
      case Paper.Stamp(String name, String foot) -> {
        html.append("<div class=\"stamp\">");
        html.append("<div class=\"name\">").append(Html.escape(name)).append("</div>");
        html.append("<div>").append(Html.escape(foot)).append("</div></div>");
      }
      case Paper.Blank() -> {}
    }
    mark.lines().forEach(line -> element(html, "div", line));
  }

  private static void element(StringBuilder html, String name, String text) {
    html.append('<').append(name).append('>');
    html.append(Html.escape(text)).append("</").append(name).append('>');
  }
}
