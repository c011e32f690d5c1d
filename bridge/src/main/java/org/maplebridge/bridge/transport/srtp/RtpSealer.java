package org.maplebridge.bridge.transport.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.netty.util.collection.IntObjectHashMap;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import org.maplebridge.bridge.rtp.RtpHeader;
import org.maplebridge.bridge.rtp.SequenceUnwrapper;

/**
 * Protects the RTP packets of one connection where they lie in native memory, right before they
 * leave. One key schedule serves all SSRCs, and nothing is allocated for a packet. Owned by one
 * thread.
 */
final class RtpSealer implements AutoCloseable {

  private static final int GCM_TAG_BYTES = 16;
  private static final int SHA1_TAG_BYTES = 10;
  private static final int SHA1_BYTES = 20;
  private static final int SHA1_BLOCK_BYTES = 64;
  private static final int MAX_PACKET_BYTES = 2048;
  private static final int TAIL_ROOM = 16;
  private static final int EXTENSION_BIT = 0x10;
  private static final long CYCLE = 1L << 16;

  // Where things lie in our own memory
  private static final long VECTOR = 0;
  private static final long WRITTEN = 16;
  private static final long DIGEST = 24;
  private static final long WORK = 64;
  private static final long INNER = WORK + LibCrypto.SHA_CONTEXT_BYTES;
  private static final long OUTER = INNER + LibCrypto.SHA_CONTEXT_BYTES;
  private static final long MEMORY_BYTES = OUTER + LibCrypto.SHA_CONTEXT_BYTES;

  private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt NETWORK_INT =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfShort NETWORK_SHORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final boolean gcm;
  private final long saltHigh;
  private final long saltLow;
  private final MemorySegment memory = Arena.ofAuto().allocate(MEMORY_BYTES, Long.BYTES);
  private final long vector = memory.address() + VECTOR;
  private final long written = memory.address() + WRITTEN;
  private final long digest = memory.address() + DIGEST;
  private final long work = memory.address() + WORK;
  private final MemorySegment packet =
      Arena.ofAuto().allocate(MAX_PACKET_BYTES + TAIL_ROOM, Long.BYTES);
  private final IntObjectHashMap<SequenceUnwrapper> cycles = new IntObjectHashMap<>();
  private long context;

  RtpSealer(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    gcm = profile == SrtpProfile.AEAD_AES_128_GCM;
    SessionKeys keys = new SessionKeys(masterKey, masterSalt);
    MemorySegment salt = MemorySegment.ofArray(keys.salt());
    saltHigh = salt.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 0);
    saltLow = salt.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 8);
    context = LibCrypto.newContext();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(JAVA_BYTE, keys.encryption());
      require(LibCrypto.key(context, gcm, key.address()));
      key.fill((byte) 0);
      if (!gcm) {
        hmacState(keys.authentication(), (byte) 0x36, INNER);
        hmacState(keys.authentication(), (byte) 0x5C, OUTER);
      }
    }
  }

  /** Whether this machine has the library. */
  static boolean isPossible() {
    try {
      Class<?> unused = MethodHandles.lookup().ensureInitialized(LibCrypto.class);
      return true;
    } catch (IllegalAccessException | LinkageError e) {
      return false;
    }
  }

  /** The state of SHA-1 behind the padded key (RFC 2104 section 4 has it kept). */
  private void hmacState(byte[] key, byte pad, long at) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment block = arena.allocate(SHA1_BLOCK_BYTES).fill(pad);
      for (int i = 0; i < key.length; i++) {
        block.set(JAVA_BYTE, i, (byte) (key[i] ^ pad));
      }
      long state = memory.address() + at;
      require(LibCrypto.sha1Init(state));
      require(LibCrypto.sha1Update(state, block.address(), SHA1_BLOCK_BYTES));
      block.fill((byte) 0);
    }
  }

  private static void require(boolean done) {
    if (!done) {
      throw new IllegalStateException("OpenSSL refused a key");
    }
  }

  /**
   * Protects a packet in place. The memory has room for the tag behind it.
   *
   * @return the length with the tag, or -1 when it could not be protected
   */
  int seal(MemorySegment data, long offset, int length) {
    int header = headerLength(data, offset, length);
    if (header > length || context == 0) {
      return -1;
    }
    int ssrc = data.get(NETWORK_INT, offset + 8);
    long index = index(ssrc, data.get(NETWORK_SHORT, offset + 2) & 0xFFFF);
    long at = data.address() + offset;
    if (index < 0) {
      return -1;
    }
    return gcm
        ? sealGcm(at, length, header, ssrc, index)
        : sealCounter(data, offset, header, length, ssrc, index);
  }

  /** Protects a packet in an array, by way of native memory. */
  int seal(byte[] buffer, int offset, int length) {
    if (length > MAX_PACKET_BYTES) {
      return -1;
    }
    MemorySegment.copy(buffer, offset, packet, JAVA_BYTE, 0, length);
    int sealed = seal(packet, 0, length);
    if (sealed > 0) {
      MemorySegment.copy(packet, JAVA_BYTE, 0, buffer, offset, sealed);
    }
    return sealed;
  }

  private static int headerLength(MemorySegment data, long offset, int length) {
    if (length < RtpHeader.FIXED_LENGTH) {
      return Integer.MAX_VALUE;
    }
    int first = data.get(JAVA_BYTE, offset);
    int header = RtpHeader.FIXED_LENGTH + 4 * (first & 0x0F);
    if ((first & EXTENSION_BIT) == 0) {
      return header;
    }
    return header + 4 > length
        ? Integer.MAX_VALUE
        : header + 4 + 4 * (data.get(NETWORK_SHORT, offset + header + 2) & 0xFFFF);
  }

  /** The packet index: 32 bits of roll-over counter, 16 of sequence number (section 3.3.1). */
  private long index(int ssrc, int sequence) {
    SequenceUnwrapper unwrapper = cycles.get(ssrc);
    if (unwrapper == null) {
      unwrapper = new SequenceUnwrapper();
      cycles.put(ssrc, unwrapper);
    }
    return unwrapper.unwrap(sequence) - CYCLE;
  }

  /** RFC 7714 sections 8.1 and 8.2: the vector is SSRC and index, mixed with the salt. */
  private int sealGcm(long at, int length, int header, int ssrc, long index) {
    memory.set(NETWORK_LONG, VECTOR, saltHigh ^ ((ssrc & 0xFFFF_FFFFL) << 16 | index >>> 32));
    memory.set(NETWORK_LONG, VECTOR + 8, saltLow ^ index << 32);
    long payload = at + header;
    boolean done =
        LibCrypto.initialize(context, vector)
            && LibCrypto.update(context, 0, written, at, header)
            && LibCrypto.update(context, payload, written, payload, length - header)
            && LibCrypto.tag(context, written, at + length, GCM_TAG_BYTES);
    return done ? length + GCM_TAG_BYTES : -1;
  }

  /** RFC 3711 section 4.1.1 for the counter, section 4.2.1 for the tag. */
  private int sealCounter(
      MemorySegment data, long offset, int header, int length, int ssrc, long index) {
    memory.set(NETWORK_LONG, VECTOR, saltHigh ^ (ssrc & 0xFFFF_FFFFL));
    memory.set(NETWORK_LONG, VECTOR + 8, saltLow ^ index << 16);
    long at = data.address() + offset;
    long payload = at + header;
    if (!LibCrypto.initialize(context, vector)
        || !LibCrypto.update(context, payload, written, payload, length - header)) {
      return -1;
    }
    // Authenticated as if the roll-over counter stood behind the packet
    data.set(NETWORK_INT, offset + length, (int) (index >>> 16));
    if (!hash(INNER, at, length + Integer.BYTES) || !hash(OUTER, digest, SHA1_BYTES)) {
      return -1;
    }
    MemorySegment.copy(memory, DIGEST, data, offset + length, SHA1_TAG_BYTES);
    return length + SHA1_TAG_BYTES;
  }

  private boolean hash(long from, long bytes, long length) {
    MemorySegment.copy(memory, from, memory, WORK, LibCrypto.SHA_CONTEXT_BYTES);
    return LibCrypto.sha1Update(work, bytes, length) && LibCrypto.sha1Final(work, digest);
  }

  /** Frees and wipes the keys. Idempotent. */
  @Override
  public void close() {
    if (context != 0) {
      LibCrypto.free(context);
      context = 0;
      memory.fill((byte) 0);
    }
  }
}
