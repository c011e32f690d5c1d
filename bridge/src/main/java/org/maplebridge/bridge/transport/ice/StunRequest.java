package org.maplebridge.bridge.transport.ice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ice4j.StunException;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.attribute.OptionalAttribute;
import org.ice4j.attribute.UsernameAttribute;
import org.ice4j.message.Message;

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
  static final int BINDING_REQUEST = 0x0001;

  private static final int LENGTH_OFFSET = 2;
  private static final int TRANSACTION_OFFSET = 8;
  private static final int INTEGRITY_BYTES = 24;
  private static final int FINGERPRINT_BYTES = 8;

  /** No check needs more; the user name alone may have 513 bytes (RFC 8489 section 14.3). */
  private static final int MAX_BYTES = 1280;

  private final byte[] bytes;
  private final Message message;

  private StunRequest(byte[] bytes, Message message) {
    this.bytes = bytes;
    this.message = message;
  }

  /** Parses a datagram; empty when it is anything else than a Binding request in good form. */
  public static Optional<StunRequest> parse(byte[] data, int length) {
    if (length < HEADER_BYTES + FINGERPRINT_BYTES
        || length > MAX_BYTES
        || readShort(data, 0) != BINDING_REQUEST
        || readShort(data, LENGTH_OFFSET) != length - HEADER_BYTES
        || (length & 3) != 0
        || readInt(data, 4) != COOKIE) {
      return Optional.empty();
    }
    byte[] bytes = new byte[length];
    System.arraycopy(data, 0, bytes, 0, length);
    try {
      // Checks FINGERPRINT, and ignores what stands behind MESSAGE-INTEGRITY (section 14.5)
      Message message = Message.decode(bytes, 0, length);
      return fingerprintIsLast(message, length)
          ? Optional.of(new StunRequest(bytes, message))
          : Optional.empty();
    } catch (StunException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** RFC 8445 section 7.2.2 asks for FINGERPRINT, RFC 8489 section 14.7 for its place. */
  private static boolean fingerprintIsLast(Message message, int length) {
    Attribute fingerprint = message.getAttribute(Attribute.FINGERPRINT);
    return fingerprint != null && fingerprint.getLocationInMessage() == length - FINGERPRINT_BYTES;
  }

  /** The user name, {@code <our ufrag>:<their ufrag>} (RFC 8445 section 7.2.2). */
  public Optional<String> username() {
    return message.getAttribute(Attribute.USERNAME) instanceof UsernameAttribute username
        ? Optional.of(new String(username.getUsername(), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** The user name's part before the colon: whom the check is for. */
  public Optional<String> localUfrag() {
    return username().map(name -> name.substring(0, Math.max(0, name.indexOf(':'))));
  }

  boolean has(char attribute) {
    return message.containsAttribute(attribute);
  }

  /** Whether MESSAGE-INTEGRITY is there and made with the password (RFC 8489 section 14.5). */
  boolean isSignedWith(MessageIntegrity password) {
    if (!(message.getAttribute(Attribute.MESSAGE_INTEGRITY)
        instanceof MessageIntegrityAttribute integrity)) {
      return false;
    }
    int location = integrity.getLocationInMessage();
    byte[] signed = new byte[location];
    System.arraycopy(bytes, 0, signed, 0, location);
    writeShort(signed, LENGTH_OFFSET, location - HEADER_BYTES + INTEGRITY_BYTES);
    return MessageDigest.isEqual(password.of(signed), integrity.getHmacSha1Content());
  }

  /** Attributes below 0x8000 that we do not know (RFC 8489 section 6.3.1). */
  List<Character> unknownRequired() {
    List<Character> unknown = new ArrayList<>();
    for (Attribute attribute : message.getAttributes()) {
      if (attribute instanceof OptionalAttribute && attribute.getAttributeType() < 0x8000) {
        unknown.add(attribute.getAttributeType());
      }
    }
    return unknown;
  }

  byte[] transactionId() {
    byte[] id = new byte[HEADER_BYTES - TRANSACTION_OFFSET];
    System.arraycopy(bytes, TRANSACTION_OFFSET, id, 0, id.length);
    return id;
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
