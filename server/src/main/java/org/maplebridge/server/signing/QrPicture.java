package org.maplebridge.server.signing;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.util.Map;

/** A text as a QR code (ISO/IEC 18004) in a PNG, for printing. */
final class QrPicture {
  private static final int PIXELS = 360;
  private static final int QUIET_ZONE = 2;
  private static final int BLACK = 0x000000;
  private static final int WHITE = 0xffffff;

  private QrPicture() {}

  /** In base64. */
  static String of(String text) {
    try {
      BitMatrix matrix =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  PIXELS,
                  PIXELS,
                  Map.of(
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M,
                      EncodeHintType.MARGIN,
                      QUIET_ZONE));
      var image = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < PIXELS; y++) {
        for (int x = 0; x < PIXELS; x++) {
          image.setRGB(x, y, matrix.get(x, y) ? BLACK : WHITE);
        }
      }
      return DrawnSignature.Pictures.png(image);
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("No QR code holds this text", tooLong);
    }
  }
}
