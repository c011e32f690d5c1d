package org.maplebridge.bridge.transport.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Encrypts or decrypts the RTP or the RTCP packets of one direction, where they lie in native
 * memory, and computes their tags. One key schedule serves all SSRCs, and nothing is allocated for
 * a packet. Owned by one thread.
 */
final class PacketCipher implements AutoCloseable {

  private static final int GCM_TAG_BYTES = 16;
  private static final int SHA1_TAG_BYTES = 10;
  private static final int SHA1_BYTES = 20;
  private static final int SHA1_BLOCK_BYTES = 64;

  // Where things lie in our own memory
  private static final long VECTOR = 0;
  private static final long WRITTEN = 16;
  private static final long DIGEST = 24;
  private static final long WORK = 64;
  private static final long INNER = WORK + LibCrypto.SHA_CONTEXT_BYTES;
  private static final long OUTER = INNER + LibCrypto.SHA_CONTEXT_BYTES;
  private static final long MEMORY_BYTES = OUTER + LibCrypto.SHA_CONTEXT_BYTES;

  private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

  private final boolean gcm;
  private final long saltHigh;
  private final long saltLow;
  private final MemorySegment memory = Arena.ofAuto().allocate(MEMORY_BYTES, Long.BYTES);
  private final long vector = memory.address() + VECTOR;
  private final long written = memory.address() + WRITTEN;
  private final long digest = memory.address() + DIGEST;
  private final long work = memory.address() + WORK;
  private long context;

  /**
   * @param encrypts whether {@link #crypt} encrypts, else it decrypts
   */
  PacketCipher(SrtpProfile profile, SessionKeys keys, boolean encrypts) {
    this(profile, keys.encryption(), keys.authentication(), keys.salt(), encrypts);
  }

  /** With session keys, which are derived already. */
  PacketCipher(
      SrtpProfile profile,
      byte[] encryption,
      byte[] authentication,
      byte[] salt,
      boolean encrypts) {
    gcm = profile == SrtpProfile.AEAD_AES_128_GCM;
    ByteBuffer padded = ByteBuffer.wrap(salt);
    saltHigh = padded.getLong();
    saltLow = padded.getLong();
    context = LibCrypto.newContext();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(JAVA_BYTE, encryption);
      require(LibCrypto.key(context, gcm, key.address(), encrypts));
      key.fill((byte) 0);
    }
    if (!gcm) {
      hmacState(authentication, (byte) 0x36, INNER);
      hmacState(authentication, (byte) 0x5C, OUTER);
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

  /** Whether the cipher authenticates too; else there is a code of its own, {@link #mac}. */
  boolean isGcm() {
    return gcm;
  }

  /** Bytes a packet is longer for its tag. */
  int tagBytes() {
    return gcm ? GCM_TAG_BYTES : SHA1_TAG_BYTES;
  }

  /**
   * Begins a packet. The vector is SSRC and index, mixed with the salt: RFC 7714 sections 8.1 and
   * 9.1, RFC 3711 section 4.1.1.
   *
   * @param index 48 bits for RTP, 31 for RTCP
   */
  boolean begin(int ssrc, long index) {
    if (context == 0) {
      return false;
    }
    long source = ssrc & 0xFFFF_FFFFL;
    if (gcm) {
      memory.set(NETWORK_LONG, VECTOR, saltHigh ^ (source << 16 | index >>> 32));
      memory.set(NETWORK_LONG, VECTOR + 8, saltLow ^ index << 32);
    } else {
      memory.set(NETWORK_LONG, VECTOR, saltHigh ^ source);
      memory.set(NETWORK_LONG, VECTOR + 8, saltLow ^ index << 16);
    }
    return LibCrypto.initialize(context, vector);
  }

  /** Authenticates with GCM what is not encrypted. */
  boolean associate(long at, int length) {
    return LibCrypto.update(context, 0, written, at, length);
  }

  /** Encrypts or decrypts in place. */
  boolean crypt(long at, int length) {
    return length == 0 || LibCrypto.update(context, at, written, at, length);
  }

  /** Ends an encryption with GCM. */
  boolean writeTag(long at) {
    return LibCrypto.writeTag(context, written, at, GCM_TAG_BYTES);
  }

  /** Ends a decryption with GCM. False when the packet is not authentic. */
  boolean isTag(long at) {
    return LibCrypto.isTag(context, written, at, GCM_TAG_BYTES);
  }

  /** Computes the HMAC (RFC 3711 section 4.2.1), for one of the two next calls. */
  boolean mac(long at, int length) {
    return hash(INNER, at, length) && hash(OUTER, digest, SHA1_BYTES);
  }

  private boolean hash(long from, long bytes, long length) {
    MemorySegment.copy(memory, from, memory, WORK, LibCrypto.SHA_CONTEXT_BYTES);
    return LibCrypto.sha1Update(work, bytes, length) && LibCrypto.sha1Final(work, digest);
  }

  void copyMac(MemorySegment to, long offset) {
    MemorySegment.copy(memory, DIGEST, to, offset, SHA1_TAG_BYTES);
  }

  /** Whether the code stands there. Takes the same time wherever they differ. */
  boolean isMac(MemorySegment data, long offset) {
    long first = memory.get(JAVA_LONG, DIGEST) ^ data.get(JAVA_LONG_UNALIGNED, offset);
    int rest =
        memory.get(JAVA_SHORT, DIGEST + Long.BYTES)
            ^ data.get(JAVA_SHORT_UNALIGNED, offset + Long.BYTES);
    return (first | rest) == 0;
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
