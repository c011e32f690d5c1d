package org.maplebridge.server.dossier.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.maplebridge.server.document.PdfInspection;
import org.maplebridge.server.http.ProblemException;

/**
 * What may be brought in: papers, pictures, sound and video that show what they show and do
 * nothing. The type is read from the content, not from a name. Pure.
 */
final class UploadCheck {
  static final int LARGEST = 20 * 1024 * 1024;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] PNG_END = {'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};

  private UploadCheck() {}

  /**
   * @return the media type
   * @throws ProblemException {@code document.empty}, {@code document.too-large}, {@code
   *     document.type}, {@code document.active}, {@code document.encrypted}, {@code
   *     document.damaged}
   */
  static String mediaType(byte[] content) {
    if (content.length == 0) {
      throw new ProblemException("document.empty", 422);
    }
    if (content.length > LARGEST) {
      throw new ProblemException("document.too-large", 413, LARGEST >> 20);
    }
    if (startsWith(content, 0, "%PDF-".getBytes(StandardCharsets.US_ASCII))) {
      checkPdf(content);
      return "application/pdf";
    }
    return picture(content)
        .or(() -> soundOrVideo(content))
        .or(() -> text(content))
        .orElseThrow(() -> new ProblemException("document.type", 415));
  }

  private static void checkPdf(byte[] content) {
    switch (PdfInspection.of(content)) {
      case PLAIN -> {}
      case ACTIVE -> throw new ProblemException("document.active", 422);
      case ENCRYPTED -> throw new ProblemException("document.encrypted", 422);
      case DAMAGED -> throw new ProblemException("document.damaged", 422);
    }
  }

  /** A picture ends where its format ends: what follows would be something else in disguise. */
  private static Optional<String> picture(byte[] content) {
    if (startsWith(content, 0, PNG)) {
      return whole(startsWith(content, content.length - PNG_END.length, PNG_END), "image/png");
    }
    // ITU-T T.81 annex B: SOI at the start, EOI at the end.
    if (startsWith(content, 0, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
      byte[] end = {(byte) 0xff, (byte) 0xd9};
      return whole(startsWith(content, content.length - 2, end), "image/jpeg");
    }
    return Optional.empty();
  }

  private static Optional<String> whole(boolean whole, String mediaType) {
    if (!whole) {
      throw new ProblemException("document.damaged", 422);
    }
    return Optional.of(mediaType);
  }

  private static Optional<String> soundOrVideo(byte[] content) {
    // ISO/IEC 14496-12 §4.3: the first box is ftyp.
    if (startsWith(content, 4, "ftyp".getBytes(StandardCharsets.US_ASCII))) {
      boolean sound = startsWith(content, 8, "M4A".getBytes(StandardCharsets.US_ASCII));
      return Optional.of(sound ? "audio/mp4" : "video/mp4");
    }
    boolean tagged = startsWith(content, 0, "ID3".getBytes(StandardCharsets.US_ASCII));
    return tagged ? Optional.of("audio/mpeg") : Optional.empty();
  }

  /** UTF-8 without control characters, and nothing a browser could take for a page. */
  private static Optional<String> text(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      boolean plain = text.chars().allMatch(c -> c >= 0x20 || c == '\n' || c == '\r' || c == '\t');
      return plain && !text.stripLeading().startsWith("<")
          ? Optional.of("text/plain")
          : Optional.empty();
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }

  private static boolean startsWith(byte[] content, int at, byte[] sign) {
    return at >= 0
        && content.length >= at + sign.length
        && Arrays.equals(content, at, at + sign.length, sign, 0, sign.length);
  }

  /** The end of a file's name, by its type. */
  static String extension(String mediaType) {
    return switch (mediaType) {
      case "application/pdf" -> "pdf";
      case "image/png" -> "png";
      case "image/jpeg" -> "jpg";
      case "video/mp4" -> "mp4";
      case "audio/mp4" -> "m4a";
      case "audio/mpeg" -> "mp3";
      default -> "txt";
    };
  }
}
