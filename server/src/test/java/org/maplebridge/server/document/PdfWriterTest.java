package org.maplebridge.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Documents are PDF/A for veraPDF, and their Chinese can be read back as text. */
class PdfWriterTest {
  private static final Paper PAPER =
      Paper.titled("卷宗封面")
          .fields(
              new Paper.Field("案号", "（2024）纳安人调字第12号"),
              new Paper.Field("卷名", "张三丰与李四漏水纠纷 <b>&\"x\" 𠮷"))
          .heading("说明")
          .text("第一行\n第二行")
          .table(
              List.of("序号", "校验值"),
              IntStream.range(0, 80).mapToObj(i -> List.of("" + i, "ab12".repeat(16))).toList())
          .signatures(List.of("调解员"))
          .build();

  @Test
  void itIsPdfA() throws Exception {
    assertEquals(List.of(), PdfACheck.failures(new PdfWriter().write(PAPER)));
  }

  @Test
  void chineseTextCanBeSelected() throws IOException {
    try (var document = Loader.loadPDF(new PdfWriter().write(PAPER))) {
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("（2024）纳安人调字第12号"), text);
      assertTrue(text.contains("张三丰与李四漏水纠纷"), text);
      assertTrue(text.contains("卷宗封面") && !text.contains("⼈"), "characters, not radicals");
      assertTrue(document.getNumberOfPages() > 1, "a long table goes on on the next page");
      assertEquals("卷宗封面", document.getDocumentInformation().getTitle());
    }
  }
}
