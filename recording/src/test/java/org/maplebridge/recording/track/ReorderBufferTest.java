package org.maplebridge.recording.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maplebridge.recording.media.RtpDatagram;
import org.maplebridge.recording.media.RtpDatagram.CountedPacket;

class ReorderBufferTest {
  private final List<Long> delivered = new ArrayList<>();
  private final List<CountedPacket> sent = new ArrayList<>();
  private boolean diskFull;
  private final ReorderBuffer buffer = new ReorderBuffer(this::write, missing -> {});

  @Test
  void aMissingPacketIsWaitedForAndPutInItsPlace() {
    add(0, 2, 3, 1);
    assertEquals(List.of(0L, 1L, 2L, 3L), delivered);
    assertEquals(0, held());
  }

  @Test
  void whatCannotBeWrittenIsGivenBack() {
    add(0, 2, 3, 4);
    assertEquals(3, held());
    diskFull = true;
    assertThrows(UncheckedIOException.class, buffer::flush);
    buffer.abandon();
    assertEquals(0, held());
    assertEquals(List.of(0L), delivered);
  }

  private void write(RtpUnit unit) {
    if (diskFull) {
      throw new UncheckedIOException(new IOException("No space left on device"));
    }
    delivered.add(unit.sequence() & 0xFFFF);
  }

  private void add(int... sequences) {
    for (int sequence : sequences) {
      byte[] datagram = ByteBuffer.allocate(20).putShort(2, (short) sequence).array();
      CountedPacket packet = new RtpDatagram(datagram).arriving(0);
      sent.add(packet);
      buffer.add(packet);
    }
  }

  private long held() {
    return sent.stream().filter(packet -> packet.references() != 0).count();
  }
}
