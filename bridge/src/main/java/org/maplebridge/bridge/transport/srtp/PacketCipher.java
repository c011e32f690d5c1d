package org.maplebridge.bridge.transport.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
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

  // Where things lie in our own memory, which is one line of the processor's cache
  private static final long INNER = 0;
  private static final long OUTER = 32;
  private static final long MEMORY_BYTES = 64;

  // Where they lie in the workspace
  private static final long VECTOR = SrtpWorkspace.VECTOR;
  private static final long DIGEST = SrtpWorkspace.DIGEST;
  private static final long SHA = SrtpWorkspace.SHA;

  private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

  private final boolean gcm;
  private final long saltHigh;
  private final long saltLow;
  private final MemorySegment states = Arena.ofAuto().allocate(MEMORY_BYTES, MEMORY_BYTES);
  private final MemorySegment scratch;
  private final long vector;
  private final long written;
  private final long digest;
  private final long sha;
  private long context;

  /**
   * @param encrypts whether {@link #crypt} encrypts, else it decrypts
   */
  PacketCipher(SrtpProfile profile, SessionKeys keys, boolean encrypts, SrtpWorkspace workspace) {
    this(profile, keys.encryption(), keys.authentication(), keys.salt(), encrypts, workspace);
  }

  /** With session keys, which are derived already. */
  PacketCipher(
      SrtpProfile profile,
      byte[] encryption,
      byte[] authentication,
      byte[] salt,
      boolean encrypts,
      SrtpWorkspace workspace) {
    scratch = workspace.scratch;
    vector = scratch.address() + VECTOR;
    written = scratch.address() + SrtpWorkspace.WRITTEN;
    digest = scratch.address() + DIGEST;
    sha = scratch.address() + SHA;
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
      require(LibCrypto.sha1Init(sha));
      require(LibCrypto.sha1Update(sha, block.address(), SHA1_BLOCK_BYTES));
      MemorySegment.copy(scratch, SHA, states, at, LibCrypto.SHA_STATE_BYTES);
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
      scratch.set(NETWORK_LONG, VECTOR, saltHigh ^ (source << 16 | index >>> 32));
      scratch.set(NETWORK_LONG, VECTOR + 8, saltLow ^ index << 32);
    } else {
      scratch.set(NETWORK_LONG, VECTOR, saltHigh ^ source);
      scratch.set(NETWORK_LONG, VECTOR + 8, saltLow ^ index << 16);
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
    MemorySegment.copy(states, from, scratch, SHA, LibCrypto.SHA_STATE_BYTES);
    scratch.set(JAVA_INT, SHA + LibCrypto.SHA_FILL, 0);
    return LibCrypto.sha1Update(sha, bytes, length) && LibCrypto.sha1Final(sha, digest);
  }

  void copyMac(MemorySegment to, long offset) {
    MemorySegment.copy(scratch, DIGEST, to, offset, SHA1_TAG_BYTES);
  }

  /** Whether the code stands there. Takes the same time wherever they differ. */
  boolean isMac(MemorySegment data, long offset) {
    long first = scratch.get(JAVA_LONG, DIGEST) ^ data.get(JAVA_LONG_UNALIGNED, offset);
    int rest =
        scratch.get(JAVA_SHORT, DIGEST + Long.BYTES)
            ^ data.get(JAVA_SHORT_UNALIGNED, offset + Long.BYTES);
    return (first | rest) == 0;
  }

  /** Frees and wipes the keys. Idempotent. */
  @Override
  public void close() {
    if (context != 0) {
      LibCrypto.free(context);
      context = 0;
      states.fill((byte) 0);
    }
  }
}
