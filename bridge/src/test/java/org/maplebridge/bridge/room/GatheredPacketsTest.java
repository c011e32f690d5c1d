package org.maplebridge.bridge.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.rtp.PacketPool;
import org.maplebridge.bridge.rtp.PooledPacket;

class GatheredPacketsTest {

  private static final long FIRST = 1 << 16;

  private final PacketPool pool = new PacketPool(() -> true);
  private final GatheredPackets pictures = new GatheredPackets(true, 2);

  private void add(GatheredPackets to, int encoding, long sequence, boolean marker, long nanos) {
    PooledPacket packet = pool.acquire();
    packet.header(sequence, 0, marker, nanos);
    packet.layer(encoding, 0, false, PooledPacket.NO_INDEX, PooledPacket.NO_INDEX);
    to.add(packet);
    packet.release();
  }

  @AfterEach
  void everyPacketIsGivenBack() {
    pictures.release();
    assertEquals(0, pool.outstanding());
  }

  @Test
  void aPictureWaitsForItsLastPacket() {
    assertFalse(pictures.awaitMore(0));
    add(pictures, 0, FIRST, false, 10);
    assertTrue(pictures.awaitMore(20));
    add(pictures, 0, FIRST + 1, true, 30);
    assertFalse(pictures.awaitMore(40));
    assertEquals(2, pictures.count());
    assertEquals(FIRST + 1, pictures.get(1).extendedSequence());
    assertEquals(30, pictures.lastArrivalNanos());
  }

  @Test
  void notForLong() {
    add(pictures, 0, FIRST, false, 10);
    assertTrue(pictures.awaitMore(10 + GatheredPackets.PICTURE_NANOS - 1));
    add(pictures, 0, FIRST + 1, false, GatheredPackets.PICTURE_NANOS);
    assertFalse(pictures.awaitMore(10 + GatheredPackets.PICTURE_NANOS));
  }

  /** The last packet of the picture may have overtaken them. */
  @Test
  void whatComesLateDoesNotWait() {
    add(pictures, 0, FIRST + 2, true, 10);
    pictures.release();
    add(pictures, 0, FIRST + 1, false, 20);
    assertFalse(pictures.awaitMore(30));
  }

  @Test
  void encodingsCountApartAndMayBeginAnew() {
    add(pictures, 0, FIRST + 500, true, 10);
    add(pictures, 1, FIRST + 1, false, 10);
    assertTrue(pictures.awaitMore(20));
    pictures.release();
    add(pictures, 0, FIRST, false, 30);
    assertFalse(pictures.awaitMore(40));
    pictures.restart(0);
    add(pictures, 0, FIRST, false, 50);
    assertTrue(pictures.awaitMore(60));
  }

  @Test
  void soundNeverWaits() {
    GatheredPackets sound = new GatheredPackets(false, 1);
    add(sound, 0, FIRST, false, 10);
    assertFalse(sound.awaitMore(20));
    sound.release();
  }
}
