package org.maplebridge.server.document;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** The pictures of a paper: drawn signatures, and the QR code that leads to its verification. */
public final class PdfPictures {

  private PdfPictures() {}

  /** All of them, page by page. */
  public static List<BufferedImage> of(PDDocument document) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    for (var page : document.getPages()) {
      for (var name : page.getResources().getXObjectNames()) {
        if (page.getResources().getXObject(name) instanceof PDImageXObject image) {
          pictures.add(image.getImage());
        }
      }
    }
    return pictures;
  }

  /** What a QR code says; empty where the picture is none. */
  public static Optional<String> code(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    try {
      var bitmap =
          new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
      return Optional.of(new QRCodeReader().decode(bitmap).getText());
    } catch (ReaderException none) {
      return Optional.empty();
    }
  }
}
