package org.maplebridge.bridge.transport.ice;

/** The attributes of connectivity checks and their answers (RFC 8489 section 14, RFC 8445 16.1). */
final class StunAttribute {

  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;

  /** Bytes of type and length before each value. */
  static final int HEADER_BYTES = 4;

  static final int INTEGRITY_BYTES = 20;
  static final int FINGERPRINT_BYTES = 4;

  /** What the CRC-32 of FINGERPRINT is mixed with (RFC 8489 section 14.7). */
  static final int FINGERPRINT_MASK = 0x5354_554E;

  private StunAttribute() {}

  /** Whether a request that has it may be answered though we do not know it (section 14). */
  static boolean isOptional(int type) {
    return type >= 0x8000;
  }

  /** Whether we know what it asks of us in a check. */
  static boolean isKnown(int type) {
    return switch (type) {
      case USERNAME, MESSAGE_INTEGRITY, PRIORITY, USE_CANDIDATE -> true;
      default -> false;
    };
  }

  /** Bytes of a value with its padding. */
  static int padded(int length) {
    return (length + 3) & ~3;
  }
}
