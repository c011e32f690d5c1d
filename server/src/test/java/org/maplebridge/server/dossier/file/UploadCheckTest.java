package org.maplebridge.server.dossier.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.document.Paper;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.http.ProblemException;

/** What people bring is known by its content, and does nothing. */
class UploadCheckTest {

  @Test
  void theContentSaysTheType() throws IOException {
    assertEquals("image/png", UploadCheck.mediaType(picture("png")));
    assertEquals("image/jpeg", UploadCheck.mediaType(picture("jpg")));
    assertEquals("text/plain", UploadCheck.mediaType(bytes("调解笔录\n第一页")));
    assertEquals("video/mp4", UploadCheck.mediaType(bytes("\0\0\0\u0018ftypisom")));
    byte[] pdf = new PdfWriter().write(Paper.titled("授权委托书").text("全权").build());
    assertEquals("application/pdf", UploadCheck.mediaType(pdf));
  }

  @Test
  void whatRunsIsRefused() throws IOException {
    refused("document.active", pdf(d -> d.getDocumentCatalog().setOpenAction(script())));
    refused(
        "document.active", pdf(d -> d.getDocumentCatalog().setOpenAction(new PDActionLaunch())));
    refused("document.type", bytes("<html><script>alert(1)</script></html>"));
    refused("document.type", bytes("MZ\u0090\0\3\0\0\0"));
    refused("document.type", bytes("PK\3\4docx"));
  }

  @Test
  void whatNobodyCouldReadLaterIsRefused() throws IOException {
    refused(
        "document.encrypted",
        pdf(d -> d.protect(new StandardProtectionPolicy("a", "b", new AccessPermission()))));
    refused("document.damaged", bytes("%PDF-1.7 nothing"));
    refused("document.damaged", Arrays.copyOf(picture("png"), 60));
    refused("document.empty", new byte[0]);
    refused("document.too-large", new byte[UploadCheck.LARGEST + 1]);
  }

  @Test
  void aPictureWithSomethingBehindItIsRefused() throws IOException {
    for (String format : List.of("png", "jpg")) {
      byte[] picture = picture(format);
      byte[] both = Arrays.copyOf(picture, picture.length + 4);
      System.arraycopy(bytes("PK\3\4"), 0, both, picture.length, 4);
      refused("document.damaged", both);
    }
  }

  private static PDActionJavaScript script() {
    return new PDActionJavaScript("app.alert(1)");
  }

  private static byte[] pdf(Change change) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      change.make(document);
      document.save(file);
    }
    return file.toByteArray();
  }

  private static byte[] picture(String format) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), format, file);
    return file.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void refused(String id, byte[] content) {
    assertEquals(
        id, assertThrows(ProblemException.class, () -> UploadCheck.mediaType(content)).id());
  }

  @FunctionalInterface
  private interface Change {
    void make(PDDocument document) throws IOException;
  }
}
