package org.maplebridge.server.invitation;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** Draws a text as a QR code (ISO/IEC 18004) in SVG, one unit per module, with its quiet zone. */
public final class QrSvg {
  private static final int QUIET_ZONE = 4;

  private QrSvg() {}

  public static String of(String text) {
    BitMatrix modules = modules(text);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        if (modules.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="%s"/></svg>"""
        .formatted(
            modules.getWidth(), modules.getHeight(), modules.getWidth(), modules.getHeight(), path);
  }

  private static BitMatrix modules(String text) {
    Map<EncodeHintType, Object> hints =
        Map.of(
            EncodeHintType.ERROR_CORRECTION,
            ErrorCorrectionLevel.M,
            EncodeHintType.MARGIN,
            QUIET_ZONE);
    try {
      return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 1, 1, hints);
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("No QR code holds this text", tooLong);
    }
  }
}
