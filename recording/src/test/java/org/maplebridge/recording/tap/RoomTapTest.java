package org.maplebridge.recording.tap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maplebridge.recording.Sittings;
import org.maplebridge.recording.api.TimelineEvent;
import org.maplebridge.recording.media.RtpDatagram;
import org.maplebridge.recording.media.RtpDatagram.CountedPacket;

/** A writer that does not come along costs counted packets, never a wait and never an event. */
class RoomTapTest {

  @Test
  void dropsAreCountedAndToldBeforeTheNextPacket() throws InterruptedException {
    RoomTap tap = new RoomTap(4);
    List<CountedPacket> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sent.add(send(tap));
    }
    tap.event(new TapEvent.Noted(TimelineEvent.of("participant-left", "p1")));
    assertEquals(6, tap.dropped());
    assertEquals(0, tap.eventsLost());
    for (int i = 0; i < 4; i++) {
      assertInstanceOf(TapEvent.Packet.class, tap.poll(0));
    }
    assertInstanceOf(TapEvent.Noted.class, tap.poll(0));
    send(tap);
    TapEvent.Dropped dropped = assertInstanceOf(TapEvent.Dropped.class, tap.poll(0));
    assertEquals(6, dropped.count());
    assertInstanceOf(TapEvent.Packet.class, tap.poll(0));
    assertNull(tap.poll(0));
    assertEquals(4, sent.stream().filter(packet -> packet.references() == 1).count());
    assertEquals(6, sent.stream().filter(packet -> packet.references() == 0).count());
  }

  @Test
  void aClosedTapWantsNothing() throws InterruptedException {
    RoomTap tap = new RoomTap(4);
    tap.close();
    assertFalse(tap.wants(Sittings.MEDIATOR_VOICE));
    assertEquals(0, send(tap).references());
    assertNull(tap.poll(0));
  }

  @Test
  void aPacketThatMeetsTheClosingIsGivenBack() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      RoomTap tap = new RoomTap(64);
      List<CountedPacket> sent = new ArrayList<>();
      Thread room =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 50; i++) {
                      sent.add(send(tap));
                    }
                  });
      tap.close();
      for (TapEvent left = tap.poll(0); left != null; left = tap.poll(0)) {
        assertInstanceOf(TapEvent.Packet.class, left).packet().release();
      }
      room.join();
      assertEquals(0, sent.stream().filter(packet -> packet.references() != 0).count());
    }
  }

  private static CountedPacket send(RoomTap tap) {
    CountedPacket packet = new RtpDatagram(new byte[20]).arriving(0);
    tap.onPacket(Sittings.MEDIATOR_VOICE, packet);
    packet.release();
    return packet;
  }
}
