package org.maplebridge.bridge.transport.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Native memory in which the sessions of one thread work, one after the other: the processor's
 * cache then holds it once and not for each of them. Nothing stays in it that is needed later.
 */
public final class SrtpWorkspace {

  static final int MAX_PACKET_BYTES = 2048;

  /** For a tag and an index, or for the roll-over counter. */
  private static final int TAIL_ROOM = 24;

  // Where things lie in the scratch memory
  static final long VECTOR = 0;
  static final long WRITTEN = 16;
  static final long DIGEST = 24;
  static final long SHA = 64;

  private static final long SCRATCH_BYTES = SHA + LibCrypto.SHA_CONTEXT_BYTES;
  private static final int CACHE_LINE_BYTES = 64;

  /** Where a packet of an array lies meanwhile. */
  final MemorySegment packet =
      Arena.ofAuto().allocate(MAX_PACKET_BYTES + TAIL_ROOM, CACHE_LINE_BYTES);

  final MemorySegment scratch = Arena.ofAuto().allocate(SCRATCH_BYTES, CACHE_LINE_BYTES);
}
