package org.maplebridge.bridge.transport.ice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Puts a STUN response together, attribute after attribute. */
final class StunResponse {

  private static final int BINDING_SUCCESS = 0x0101;
  private static final int BINDING_ERROR = 0x0111;
  private static final int IPV4 = 0x01;
  private static final int IPV6 = 0x02;
  private static final int MAX_BYTES = 1024;

  private final ByteBuffer message = ByteBuffer.allocate(MAX_BYTES);

  private StunResponse(int type, byte[] transactionId) {
    message.putShort((short) type).putShort((short) 0).putInt(StunRequest.COOKIE);
    message.put(transactionId);
  }

  static StunResponse success(StunRequest request) {
    return new StunResponse(BINDING_SUCCESS, request.transactionId());
  }

  /** With an ERROR-CODE (RFC 8489 section 14.8). */
  static StunResponse error(StunRequest request, int code, String reason) {
    byte[] phrase = reason.getBytes(UTF_8);
    ByteBuffer value = ByteBuffer.allocate(Integer.BYTES + phrase.length);
    value.putInt(((code / 100) << 8) | (code % 100)).put(phrase);
    return new StunResponse(BINDING_ERROR, request.transactionId())
        .add(StunAttribute.ERROR_CODE, value.array());
  }

  /**
   * XOR-MAPPED-ADDRESS (section 14.2): mixed with what stands from the cookie on, so that no box on
   * the way that looks for addresses to rewrite finds this one.
   */
  StunResponse mappedAddress(InetSocketAddress source) {
    byte[] address = source.getAddress().getAddress();
    byte[] value = new byte[Integer.BYTES + address.length];
    value[1] = (byte) (address.length == Integer.BYTES ? IPV4 : IPV6);
    StunRequest.writeShort(value, 2, source.getPort() ^ (StunRequest.COOKIE >>> 16));
    for (int i = 0; i < address.length; i++) {
      value[Integer.BYTES + i] = (byte) (address[i] ^ message.get(Integer.BYTES + i));
    }
    return add(StunAttribute.XOR_MAPPED_ADDRESS, value);
  }

  StunResponse unknownAttributes(List<Integer> types) {
    ByteBuffer value = ByteBuffer.allocate(Short.BYTES * types.size());
    types.forEach(type -> value.putShort(type.shortValue()));
    return add(StunAttribute.UNKNOWN_ATTRIBUTES, value.array());
  }

  private StunResponse add(int type, byte[] value) {
    message.putShort((short) type).putShort((short) value.length).put(value);
    message.put(new byte[StunAttribute.padded(value.length) - value.length]);
    return this;
  }

  /** Ends with MESSAGE-INTEGRITY over all before it, then FINGERPRINT. */
  ByteBuffer signedWith(MessageIntegrity password) {
    announce(StunAttribute.INTEGRITY_BYTES);
    byte[] content = Arrays.copyOf(message.array(), message.position());
    return add(StunAttribute.MESSAGE_INTEGRITY, password.of(content)).unsigned();
  }

  /** Ends with FINGERPRINT alone. */
  ByteBuffer unsigned() {
    announce(StunAttribute.FINGERPRINT_BYTES);
    int fingerprint = StunRequest.fingerprint(message.array(), message.position());
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt(fingerprint).array();
    return add(StunAttribute.FINGERPRINT, value).message.flip();
  }

  /** The length field counts the attribute that is computed over it (section 14.5). */
  private void announce(int valueBytes) {
    int length = message.position() + StunAttribute.HEADER_BYTES + valueBytes;
    message.putShort(2, (short) (length - StunRequest.HEADER_BYTES));
  }
}
