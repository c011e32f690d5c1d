package org.maplebridge.server.document;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Writes documents as PDF/A-2u (ISO 19005-2): fonts embedded, every character mapped to Unicode, so
 * that the text can be searched and copied decades later. Blocking; any thread.
 */
public final class PdfWriter {
  private static final String FONT = "/org/maplebridge/recording/compose/NotoSansSC_500Medium.ttf";

  static {
    // The renderer tells every step on the console; what goes wrong is thrown.
    XRLog.setLoggingEnabled(false);
  }

  /** Read at the first paper: twenty megabytes that a server without papers does without. */
  private static final class Font {
    static final byte[] BYTES = read();

    private static byte[] read() {
      try (InputStream stream = Objects.requireNonNull(PdfWriter.class.getResourceAsStream(FONT))) {
        return SearchableFont.of(stream.readAllBytes());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  private final byte[] colours;

  /**
   * @throws IllegalStateException when the font is not in the jars
   */
  public PdfWriter() {
    if (PdfWriter.class.getResource(FONT) == null) {
      throw new IllegalStateException("The font " + FONT + " is missing");
    }
    // The output intent PDF/A asks for (ISO 19005-2 §6.2.3).
    this.colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
  }

  public byte[] write(Paper paper) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePdfAConformance(PdfAConformance.PDFA_2_U);
    builder.useColorProfile(colours);
    builder.useFont(() -> new ByteArrayInputStream(Font.BYTES), "song");
    builder.withProducer("Maplebridge");
    builder.withHtmlContent(PaperHtml.of(paper), null);
    builder.toStream(file);
    try {
      builder.run();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return file.toByteArray();
  }
}
