package org.maplebridge.bridge.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PacketPoolTest {

  private final Thread owner = Thread.currentThread();
  private final PacketPool pool = new PacketPool(() -> Thread.currentThread() == owner);

  @Test
  void givesAPacketAgainAfterItsLastRelease() {
    PooledPacket packet = pool.acquire();
    packet.retain();
    packet.release();
    assertEquals(1, pool.outstanding());
    packet.release();
    assertEquals(0, pool.outstanding());
    assertSame(packet, pool.acquire());
  }

  @Test
  void takesBackFromOtherThreads() throws InterruptedException {
    PooledPacket packet = pool.acquire();
    Thread other = Thread.ofPlatform().start(packet::release);
    other.join();
    assertEquals(0, pool.outstanding());
    assertSame(packet, pool.acquire());
  }

  @Test
  void refusesUseAfterTheEnd() {
    PooledPacket packet = pool.acquire();
    packet.release();
    assertThrows(IllegalStateException.class, packet::release);
    assertThrows(IllegalStateException.class, packet::retain);
    assertEquals(0, pool.outstanding());
  }

  @Test
  void showsThePayloadReadOnly() {
    PooledPacket packet = pool.acquire();
    packet.header(65536 + 7, 90, true, 5);
    packet.payload(new byte[] {0, 1, 2, 3}, 1, 2);
    ByteBuffer payload = packet.payload();
    assertEquals(7, packet.sequenceNumber());
    assertEquals(2, payload.remaining());
    assertEquals(1, payload.get(0));
    assertTrue(payload.isReadOnly());
    packet.release();
  }
}
