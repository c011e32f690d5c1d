package org.maplebridge.bridge.transport.ice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A STUN Binding request with a right FINGERPRINT (RFC 8489 section 5).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |0 0|     STUN Message Type     |         Message Length        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         Magic Cookie                          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                     Transaction ID (96 bits)                  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class StunRequest {

  static final int HEADER_BYTES = 20;
  static final int COOKIE = 0x2112_A442;
  private static final int BINDING_REQUEST = 0x0001;

  private static final int LENGTH_OFFSET = 2;
  private static final int TRANSACTION_OFFSET = 8;
  private static final int NOWHERE = -1;

  /** No check needs more; the user name alone may have 513 bytes (RFC 8489 section 14.3). */
  private static final int MAX_BYTES = 1280;

  private final byte[] bytes;
  private final List<Integer> types = new ArrayList<>();
  private Optional<String> username = Optional.empty();
  private int integrityAt = NOWHERE;

  private StunRequest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Parses a datagram; empty when it is anything else than a Binding request in good form. */
  public static Optional<StunRequest> parse(byte[] data, int length) {
    if (length < HEADER_BYTES
        || length > MAX_BYTES
        || readShort(data, 0) != BINDING_REQUEST
        || readShort(data, LENGTH_OFFSET) != length - HEADER_BYTES
        || (length & 3) != 0
        || readInt(data, 4) != COOKIE) {
      return Optional.empty();
    }
    StunRequest request = new StunRequest(Arrays.copyOf(data, length));
    return request.readAttributes() ? Optional.of(request) : Optional.empty();
  }

  /**
   * False when they are malformed. FINGERPRINT must be the last (RFC 8445 section 7.2.2 asks for
   * it, RFC 8489 section 14.7 for its place).
   */
  private boolean readAttributes() {
    int at = HEADER_BYTES;
    while (at + StunAttribute.HEADER_BYTES <= bytes.length) {
      int type = readShort(bytes, at);
      int length = readShort(bytes, at + 2);
      int value = at + StunAttribute.HEADER_BYTES;
      int end = value + StunAttribute.padded(length);
      if (end > bytes.length) {
        return false;
      }
      if (type == StunAttribute.FINGERPRINT) {
        return length == StunAttribute.FINGERPRINT_BYTES
            && end == bytes.length
            && readInt(bytes, value) == fingerprint(bytes, at);
      }
      // What stands behind MESSAGE-INTEGRITY is not signed and so ignored (section 14.5)
      if (integrityAt == NOWHERE && !read(type, at, length)) {
        return false;
      }
      at = end;
    }
    return false;
  }

  /** Of an attribute that comes twice the first counts (section 14). */
  private boolean read(int type, int at, int length) {
    types.add(type);
    if (type == StunAttribute.USERNAME && username.isEmpty()) {
      username = Optional.of(new String(bytes, at + StunAttribute.HEADER_BYTES, length, UTF_8));
    } else if (type == StunAttribute.MESSAGE_INTEGRITY) {
      integrityAt = at;
      return length == StunAttribute.INTEGRITY_BYTES;
    }
    return true;
  }

  /** The value of FINGERPRINT behind so many bytes (section 14.7). */
  static int fingerprint(byte[] message, int length) {
    CRC32 crc = new CRC32();
    crc.update(message, 0, length);
    return (int) crc.getValue() ^ StunAttribute.FINGERPRINT_MASK;
  }

  /** The user name, {@code <our ufrag>:<their ufrag>} (RFC 8445 section 7.2.2). */
  public Optional<String> username() {
    return username;
  }

  /** The user name's part before the colon: whom the check is for. */
  public Optional<String> localUfrag() {
    return username.map(name -> name.substring(0, Math.max(0, name.indexOf(':'))));
  }

  boolean has(int attribute) {
    return types.contains(attribute);
  }

  /** Whether MESSAGE-INTEGRITY is there and made with the password (RFC 8489 section 14.5). */
  boolean isSignedWith(MessageIntegrity password) {
    if (integrityAt == NOWHERE) {
      return false;
    }
    // Computed as if the message ended with it
    byte[] signed = Arrays.copyOf(bytes, integrityAt);
    int value = integrityAt + StunAttribute.HEADER_BYTES;
    int end = value + StunAttribute.INTEGRITY_BYTES;
    writeShort(signed, LENGTH_OFFSET, end - HEADER_BYTES);
    return MessageDigest.isEqual(password.of(signed), Arrays.copyOfRange(bytes, value, end));
  }

  /** Attributes below 0x8000 that we do not know (RFC 8489 section 6.3.1). */
  List<Integer> unknownRequired() {
    return types.stream()
        .filter(type -> !StunAttribute.isOptional(type) && !StunAttribute.isKnown(type))
        .toList();
  }

  byte[] transactionId() {
    return Arrays.copyOfRange(bytes, TRANSACTION_OFFSET, HEADER_BYTES);
  }

  int length() {
    return bytes.length;
  }

  static int readShort(byte[] data, int at) {
    return ((data[at] & 0xFF) << 8) | (data[at + 1] & 0xFF);
  }

  static void writeShort(byte[] data, int at, int value) {
    data[at] = (byte) (value >> 8);
    data[at + 1] = (byte) value;
  }

  private static int readInt(byte[] data, int at) {
    return (readShort(data, at) << 16) | readShort(data, at + 2);
  }
}
