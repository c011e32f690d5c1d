package org.maplebridge.bridge.rtp;

import java.nio.charset.StandardCharsets;

/**
 * Writes an RTP header with extension elements of the one-byte form (RFC 8285 section 4.2): the
 * fixed part first, then the elements, then {@link #finish()}.
 */
public final class RtpHeaderWriter {

  private static final int ELEMENTS_OFFSET = RtpHeader.FIXED_LENGTH + 4;

  private final byte[] buffer;
  private int position;

  /** Writes from the start of a buffer. */
  public RtpHeaderWriter(byte[] buffer) {
    this.buffer = buffer;
  }

  /** Writes the fixed part. */
  public RtpHeaderWriter fixed(
      boolean marker, int payloadType, int sequenceNumber, long timestamp, int ssrc) {
    buffer[0] = (byte) 0x80;
    buffer[1] = (byte) ((marker ? 0x80 : 0) | payloadType);
    Bytes.put16(buffer, 2, sequenceNumber);
    Bytes.put32(buffer, 4, (int) timestamp);
    Bytes.put32(buffer, 8, ssrc);
    position = ELEMENTS_OFFSET;
    return this;
  }

  /**
   * Leaves room for an element.
   *
   * @param id 1 to 14
   * @param length 1 to 16
   * @return where its data goes
   */
  public int element(int id, int length) {
    buffer[position++] = (byte) (id << 4 | (length - 1));
    int data = position;
    position += length;
    return data;
  }

  /** Writes an element of text, of at most 16 bytes. */
  public void element(int id, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, buffer, element(id, bytes.length), bytes.length);
  }

  /**
   * Completes the header, with zero padding to a full word.
   *
   * @return its length, where the payload goes
   */
  public int finish() {
    if (position == ELEMENTS_OFFSET) {
      return RtpHeader.FIXED_LENGTH;
    }
    while ((position & 3) != 0) {
      buffer[position++] = 0;
    }
    buffer[0] |= 0x10;
    Bytes.put16(buffer, RtpHeader.FIXED_LENGTH, HeaderExtensions.ONE_BYTE_PROFILE);
    Bytes.put16(buffer, RtpHeader.FIXED_LENGTH + 2, (position - ELEMENTS_OFFSET) / 4);
    return position;
  }
}
