package org.maplebridge.bridge.transport.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maplebridge.bridge.transport.ice.CheckResult.Accepted;
import org.maplebridge.bridge.transport.ice.CheckResult.Reason;
import org.maplebridge.bridge.transport.ice.CheckResult.Refused;

class IceResponderTest {

  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
  private static final int SUCCESS = 0x0101;
  private static final int ERROR = 0x0111;

  /** RFC 5769 section 2.1: signed with {@link #PASSWORD}, from an agent that is controlled. */
  private static final byte[] RFC_5769_REQUEST =
      HexFormat.of()
          .parseHex(
              "000100582112a442b7e7a701bc34d686fa87dfae"
                  + "802200105354554e207465737420636c69656e74"
                  + "002400046e0001ff"
                  + "80290008932ff9b151263b36"
                  + "000600096576746a3a68367659202020"
                  + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                  + "80280004e57a3bcf");

  /** The source of RFC 5769 section 2.2. */
  private static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.1", 32853);

  private final IceResponder responder = new IceResponder(new IceCredentials("evtj", PASSWORD));

  @BeforeEach
  void know() {
    responder.remoteUfrag("h6vY");
  }

  @Test
  void theVectorsIntegrityHolds() {
    StunRequest request = parse(RFC_5769_REQUEST).orElseThrow();
    assertEquals("evtj:h6vY", request.username().orElseThrow());
    assertTrue(request.isSignedWith(new MessageIntegrity(PASSWORD)));
    assertFalse(request.isSignedWith(new MessageIntegrity("another")));
  }

  @Test
  void anyFlippedBitOfTheVectorIsNoticed() {
    for (int bit = 0; bit < RFC_5769_REQUEST.length * 8; bit++) {
      byte[] flipped = RFC_5769_REQUEST.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertTrue(parse(flipped).isEmpty(), "bit " + bit);
    }
  }

  /** We are controlled too, so one of us must change: never we (RFC 8445 section 7.3.1.1). */
  @Test
  void theVectorsRoleIsRefused() throws Exception {
    Refused refused = assertInstanceOf(Refused.class, check(RFC_5769_REQUEST));
    assertEquals(Reason.ROLE_CONFLICT, refused.reason());
    assertEquals(87, assertSigned(refused.response(), ERROR).get(StunBytes.ERROR_CODE)[3]);
  }

  @Test
  void aGoodCheckIsAnsweredWithItsSource() throws Exception {
    byte[] check = StunBytes.check("evtj:h6vY").integrity(PASSWORD).fingerprint();
    Accepted accepted = assertInstanceOf(Accepted.class, check(check));
    assertFalse(accepted.nominated());
    // As in RFC 5769 section 2.2: IPv4 is masked with the cookie alone
    assertArrayEquals(
        HexFormat.of().parseHex("0001a147e112a643"),
        assertSigned(accepted.response(), SUCCESS).get(StunBytes.XOR_MAPPED_ADDRESS));
  }

  @Test
  void anIpv6SourceIsAnswered() throws Exception {
    byte[] request = StunBytes.check("evtj:h6vY").integrity(PASSWORD).fingerprint();
    InetSocketAddress source = new InetSocketAddress("2001:db8::1", 4000);
    Accepted accepted =
        assertInstanceOf(Accepted.class, responder.check(parse(request).orElseThrow(), source));
    byte[] mapped = assertSigned(accepted.response(), SUCCESS).get(StunBytes.XOR_MAPPED_ADDRESS);
    byte[] address = Arrays.copyOfRange(mapped, 4, 20);
    for (int i = 0; i < address.length; i++) {
      address[i] ^= request[4 + i];
    }
    assertArrayEquals(source.getAddress().getAddress(), address);
  }

  @Test
  void nominationIsSeen() throws Exception {
    StunBytes check = StunBytes.check("evtj:h6vY").put(StunBytes.USE_CANDIDATE, new byte[0]);
    byte[] request = check.integrity(PASSWORD).fingerprint();
    assertTrue(assertInstanceOf(Accepted.class, check(request)).nominated());
  }

  @Test
  void whatStandsBehindTheIntegrityIsIgnored() throws Exception {
    StunBytes check = StunBytes.check("evtj:h6vY").integrity(PASSWORD);
    byte[] request = check.put(StunBytes.USE_CANDIDATE, new byte[0]).fingerprint();
    assertFalse(assertInstanceOf(Accepted.class, check(request)).nominated());
  }

  @Test
  void aCheckThatOvertakesThePeersAnswerIsAnswered() throws Exception {
    IceResponder early = new IceResponder(new IceCredentials("evtj", PASSWORD));
    byte[] check = StunBytes.check("evtj:any").integrity(PASSWORD).fingerprint();
    assertInstanceOf(Accepted.class, early.check(parse(check).orElseThrow(), SOURCE));
  }

  @Test
  void strangersAreRefusedWithNoMoreBytesThanTheySent() throws Exception {
    assertRefused(401, Reason.UNAUTHENTICATED, StunBytes.check("evtj:h6vY").integrity("guess"));
    assertRefused(401, Reason.UNAUTHENTICATED, StunBytes.check("evtj:x").integrity(PASSWORD));
    assertRefused(400, Reason.MALFORMED, StunBytes.check("evtj:h6vY"));
  }

  private void assertRefused(int code, Reason reason, StunBytes check) {
    byte[] request = check.fingerprint();
    Refused refused = assertInstanceOf(Refused.class, check(request));
    assertEquals(reason, refused.reason());
    byte[] response = bytes(refused.response());
    assertTrue(response.length <= request.length);
    byte[] error = StunBytes.attributes(response).get(StunBytes.ERROR_CODE);
    assertEquals(code, error[2] * 100 + error[3]);
    assertFingerprint(response);
  }

  @Test
  void theShortestRequestGetsNothing() {
    Refused refused = assertInstanceOf(Refused.class, check(StunBytes.request().fingerprint()));
    assertFalse(refused.response().hasRemaining());
  }

  @Test
  void anAttributeThatMustBeUnderstoodIsNamed() throws Exception {
    StunBytes check =
        StunBytes.check("evtj:h6vY").put(0x7777, new byte[4]).put(0xC057, new byte[4]);
    Refused refused =
        assertInstanceOf(Refused.class, check(check.integrity(PASSWORD).fingerprint()));
    assertEquals(Reason.UNKNOWN_ATTRIBUTE, refused.reason());
    byte[] named = assertSigned(refused.response(), ERROR).get(StunBytes.UNKNOWN_ATTRIBUTES);
    assertEquals(0x7777, ByteBuffer.wrap(named).getShort());
  }

  @Test
  void wrongFingerprintOtherTypesAndOversizeAreNoRequests() throws Exception {
    StunBytes good = StunBytes.check("evtj:h6vY").integrity(PASSWORD);
    assertTrue(parse(good.withLength(0)).isEmpty(), "no FINGERPRINT");
    assertTrue(parse(good.fingerprint(1)).isEmpty(), "wrong FINGERPRINT");
    assertTrue(parse(StunBytes.message(SUCCESS).fingerprint()).isEmpty(), "a response");
    assertTrue(parse(StunBytes.message(0x0003).fingerprint()).isEmpty(), "TURN Allocate");
    byte[] oversize = StunBytes.request().put(0x8022, new byte[1400]).fingerprint();
    assertTrue(parse(oversize).isEmpty(), "oversize");
  }

  @Test
  void attributesInBadFormAreNoRequests() throws Exception {
    byte[] beyond = StunBytes.check("evtj:h6vY").put(0x8022, new byte[4]).fingerprint();
    ByteBuffer.wrap(beyond).putShort(beyond.length - 14, (short) 64);
    assertTrue(parse(fingerprinted(beyond)).isEmpty(), "longer than the message");
    StunBytes twice = StunBytes.check("evtj:h6vY").put(StunBytes.FINGERPRINT, new byte[4]);
    assertTrue(parse(twice.fingerprint()).isEmpty(), "FINGERPRINT before the end");
    StunBytes shorter = StunBytes.check("evtj:h6vY").put(StunBytes.INTEGRITY, new byte[16]);
    assertTrue(parse(shorter.fingerprint()).isEmpty(), "half a MESSAGE-INTEGRITY");
  }

  @Test
  void ofTwoUserNamesTheFirstCounts() throws Exception {
    byte[] name = "other:h6vY".getBytes(StandardCharsets.UTF_8);
    StunBytes check = StunBytes.check("evtj:h6vY").put(StunBytes.USERNAME, name);
    assertInstanceOf(Accepted.class, check(check.integrity(PASSWORD).fingerprint()));
  }

  private static byte[] fingerprinted(byte[] message) {
    CRC32 crc = new CRC32();
    crc.update(message, 0, message.length - 8);
    ByteBuffer.wrap(message).putInt(message.length - 4, (int) crc.getValue() ^ 0x5354554E);
    return message;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noiseIsNeverARequestAndNeverThrows(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = RFC_5769_REQUEST.clone();
      for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
        noise[20 + random.nextInt(noise.length - 20)] = (byte) random.nextInt();
      }
      int length = 20 + 4 * random.nextInt((noise.length - 20) / 4 + 1);
      ByteBuffer.wrap(noise).putShort(2, (short) (length - 20));
      Optional<StunRequest> parsed = StunRequest.parse(noise, length);
      assertTrue(parsed.isEmpty() || Arrays.equals(noise, RFC_5769_REQUEST));
    }
  }

  private CheckResult check(byte[] request) {
    return responder.check(parse(request).orElseThrow(), SOURCE);
  }

  private static Optional<StunRequest> parse(byte[] bytes) {
    return StunRequest.parse(bytes, bytes.length);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static Map<Integer, byte[]> assertSigned(ByteBuffer message, int type) throws Exception {
    byte[] response = bytes(message);
    assertEquals(type, ByteBuffer.wrap(response).getShort(0));
    assertEquals(response.length - 20, ByteBuffer.wrap(response).getShort(2));
    byte[] content = Arrays.copyOf(response, response.length - 32);
    ByteBuffer.wrap(content).putShort(2, (short) (content.length - 20 + 24));
    Map<Integer, byte[]> attributes = StunBytes.attributes(response);
    assertArrayEquals(StunBytes.hmac(content, PASSWORD), attributes.get(StunBytes.INTEGRITY));
    assertFingerprint(response);
    return attributes;
  }

  private static void assertFingerprint(byte[] response) {
    CRC32 crc = new CRC32();
    crc.update(response, 0, response.length - 8);
    byte[] value = StunBytes.attributes(response).get(StunBytes.FINGERPRINT);
    assertEquals((int) crc.getValue() ^ 0x5354554E, ByteBuffer.wrap(value).getInt());
  }
}
