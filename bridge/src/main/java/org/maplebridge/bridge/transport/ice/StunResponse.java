package org.maplebridge.bridge.transport.ice;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.FingerprintAttribute;
import org.ice4j.attribute.UnknownAttributesAttribute;

/**
 * Puts a STUN response together from ice4j's attributes. Header, MESSAGE-INTEGRITY and FINGERPRINT
 * are written here, because ice4j's own encoder needs its whole stack running for them.
 */
final class StunResponse {

  private static final int BINDING_SUCCESS = 0x0101;
  private static final int BINDING_ERROR = 0x0111;
  private static final int INTEGRITY_BYTES = 24;
  private static final int FINGERPRINT_BYTES = 8;

  private final byte[] transactionId;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream(128);

  private StunResponse(int type, byte[] transactionId) {
    this.transactionId = transactionId;
    writeShort(type);
    writeShort(0);
    writeShort(StunRequest.COOKIE >>> 16);
    writeShort(StunRequest.COOKIE & 0xFFFF);
    message.writeBytes(transactionId);
  }

  static StunResponse success(StunRequest request) {
    return new StunResponse(BINDING_SUCCESS, request.transactionId());
  }

  static StunResponse error(StunRequest request, int code, String reason) {
    StunResponse response = new StunResponse(BINDING_ERROR, request.transactionId());
    return response.add(AttributeFactory.createErrorCodeAttribute((char) code, reason));
  }

  StunResponse mappedAddress(InetSocketAddress source) {
    TransportAddress address = new TransportAddress(source, Transport.UDP);
    return add(AttributeFactory.createXorMappedAddressAttribute(address, transactionId));
  }

  StunResponse unknownAttributes(List<Character> types) {
    UnknownAttributesAttribute attribute = AttributeFactory.createUnknownAttributesAttribute();
    types.forEach(attribute::addAttributeID);
    return add(attribute);
  }

  private StunResponse add(Attribute attribute) {
    message.writeBytes(attribute.encode());
    while ((message.size() & 3) != 0) {
      message.write(0);
    }
    return this;
  }

  /** Ends with MESSAGE-INTEGRITY over all before it, then FINGERPRINT. */
  ByteBuffer signedWith(MessageIntegrity password) {
    byte[] content = withLength(INTEGRITY_BYTES);
    writeShort(Attribute.MESSAGE_INTEGRITY);
    writeShort(INTEGRITY_BYTES - 4);
    message.writeBytes(password.of(content));
    return unsigned();
  }

  /** Ends with FINGERPRINT alone. */
  ByteBuffer unsigned() {
    byte[] content = withLength(FINGERPRINT_BYTES);
    writeShort(Attribute.FINGERPRINT);
    writeShort(FINGERPRINT_BYTES - 4);
    message.writeBytes(FingerprintAttribute.calculateXorCRC32(content, 0, content.length));
    return ByteBuffer.wrap(withLength(0));
  }

  /** The message so far, its length field counting an attribute still to come. */
  private byte[] withLength(int coming) {
    byte[] content = message.toByteArray();
    StunRequest.writeShort(content, 2, content.length - StunRequest.HEADER_BYTES + coming);
    return content;
  }

  private void writeShort(int value) {
    message.write(value >> 8);
    message.write(value);
  }
}
