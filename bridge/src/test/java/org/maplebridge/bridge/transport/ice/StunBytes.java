package org.maplebridge.bridge.transport.ice;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** STUN written and read with the JDK alone, apart from the codec under test. */
public final class StunBytes {

  public static final int USERNAME = 0x0006;
  public static final int INTEGRITY = 0x0008;
  public static final int ERROR_CODE = 0x0009;
  public static final int UNKNOWN_ATTRIBUTES = 0x000A;
  public static final int XOR_MAPPED_ADDRESS = 0x0020;
  public static final int PRIORITY = 0x0024;
  public static final int USE_CANDIDATE = 0x0025;
  public static final int FINGERPRINT = 0x8028;
  public static final int ICE_CONTROLLING = 0x802A;

  private static final byte[] TRANSACTION = "transaction!".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private StunBytes(int type) {
    ByteBuffer header = ByteBuffer.allocate(8);
    header.putShort((short) type).putShort((short) 0).putInt(0x2112A442);
    bytes.writeBytes(header.array());
    bytes.writeBytes(TRANSACTION);
  }

  public static StunBytes message(int type) {
    return new StunBytes(type);
  }

  /** A Binding request, empty yet. */
  public static StunBytes request() {
    return new StunBytes(0x0001);
  }

  /** What a browser sends: user name, role, priority. */
  public static StunBytes check(String username) {
    return request()
        .put(USERNAME, username.getBytes(StandardCharsets.UTF_8))
        .put(ICE_CONTROLLING, new byte[8])
        .put(PRIORITY, new byte[] {110, 0, 1, -1});
  }

  public StunBytes put(int type, byte[] value) {
    ByteBuffer head = ByteBuffer.allocate(4);
    bytes.writeBytes(head.putShort((short) type).putShort((short) value.length).array());
    bytes.writeBytes(value);
    bytes.writeBytes(new byte[(4 - value.length % 4) % 4]);
    return this;
  }

  public StunBytes integrity(String password) throws GeneralSecurityException {
    return put(INTEGRITY, hmac(withLength(24), password));
  }

  public byte[] fingerprint() {
    return fingerprint(0);
  }

  /** Ends with a FINGERPRINT that is wrong by {@code error}. */
  public byte[] fingerprint(int error) {
    CRC32 crc = new CRC32();
    crc.update(withLength(8));
    int value = (int) crc.getValue() ^ 0x5354554E ^ error;
    return put(FINGERPRINT, ByteBuffer.allocate(4).putInt(value).array()).withLength(0);
  }

  public byte[] withLength(int coming) {
    byte[] content = bytes.toByteArray();
    ByteBuffer.wrap(content).putShort(2, (short) (content.length - 20 + coming));
    return content;
  }

  public static byte[] hmac(byte[] content, String password) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    return mac.doFinal(content);
  }

  /** The attributes of a message, by type, in order. */
  public static Map<Integer, byte[]> attributes(byte[] message) {
    Map<Integer, byte[]> found = new LinkedHashMap<>();
    ByteBuffer buffer = ByteBuffer.wrap(message).position(20);
    while (buffer.hasRemaining()) {
      int type = buffer.getShort() & 0xFFFF;
      byte[] value = new byte[buffer.getShort()];
      buffer.get(value);
      found.put(type, value);
      buffer.position(buffer.position() + (4 - value.length % 4) % 4);
    }
    return found;
  }
}
