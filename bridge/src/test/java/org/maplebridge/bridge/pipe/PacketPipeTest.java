package org.maplebridge.bridge.pipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.maplebridge.bridge.rtp.PacketPool;
import org.maplebridge.bridge.rtp.PooledPacket;

/** What goes into a pipe comes out once, unchanged and in its order, or is refused. */
class PacketPipeTest {

  private static final int CAPACITY = 8;
  private static final int TRIES = 20_000;
  private static final int SENT = 300_000;
  private static final double NOTHING = 0.1;

  private final PacketPool pool = new PacketPool(() -> true);
  private final PacketPipe<String> pipe = new PacketPipe<>(CAPACITY);
  private final Random random = new Random(3550);

  /** All of it follows from the number. */
  private PooledPacket packet(long number) {
    PooledPacket packet = pool.acquire();
    packet.header(number, 90 * number, number % 3 == 0, 1000 * number);
    packet.peeked(number % 30 == 0, (int) number & 0x7F);
    packet.layer((int) number % 3, (int) number % 4, number % 2 == 0, (int) number & 0x7FFF, 7);
    byte[] payload = payload(number);
    packet.payload(payload, 0, payload.length);
    return packet;
  }

  private static byte[] payload(long number) {
    byte[] payload = new byte[(int) (number % PooledPacket.MAX_PAYLOAD)];
    new Random(number).nextBytes(payload);
    return payload;
  }

  private static byte[] payloadOf(PooledPacket packet) {
    byte[] payload = new byte[packet.payloadLength()];
    packet.copyPayload(payload, 0);
    return payload;
  }

  private boolean offer(long number) {
    PooledPacket packet = packet(number);
    boolean taken = pipe.offer("source", 1, 2, 240, packet);
    packet.release();
    return taken;
  }

  @Test
  void everyFactOfAPacketComesThrough() {
    assertTrue(offer(61));
    assertEquals(1, pipe.drain(this::assertIs61));
    assertEquals(0, pool.outstanding());
  }

  private void assertIs61(String source, PipedPacket piped) {
    assertEquals("source", source);
    assertFalse(piped.isReport());
    assertEquals(1, piped.door());
    assertEquals(2, piped.run());
    assertEquals(240, piped.height());
    PooledPacket sent = packet(61);
    PooledPacket got = pool.acquire();
    piped.copyTo(got);
    assertEquals(sent.extendedSequence(), got.extendedSequence());
    assertEquals(sent.timestamp(), got.timestamp());
    assertEquals(sent.marker(), got.marker());
    assertEquals(sent.arrivalNanos(), got.arrivalNanos());
    assertEquals(sent.keyFrameStart(), got.keyFrameStart());
    assertEquals(sent.audioLevel(), got.audioLevel());
    assertEquals(sent.encoding(), got.encoding());
    assertEquals(sent.temporal(), got.temporal());
    assertEquals(sent.layerSync(), got.layerSync());
    assertEquals(sent.pictureId(), got.pictureId());
    assertEquals(sent.baseLayerIndex(), got.baseLayerIndex());
    assertArrayEquals(payloadOf(sent), payloadOf(got));
    sent.release();
    got.release();
  }

  @Test
  void aSenderReportKeepsItsPlaceAmongThePackets() {
    assertTrue(offer(1));
    assertTrue(pipe.offerReport("source", 1, 2, 0, 11, 22, 33));
    assertTrue(offer(2));
    Queue<Boolean> reports = new ArrayDeque<>();
    int unused =
        pipe.drain(
            (source, piped) -> {
              reports.add(piped.isReport());
              assertTrue(!piped.isReport() || piped.ntpTime() == 11 && piped.rtpTime() == 22);
            });
    assertArrayEquals(new Object[] {false, true, false}, reports.toArray());
  }

  /** Against a queue, with as much in and out at a time as it happens. */
  @Test
  void itIsABoundedQueue() {
    Queue<Long> model = new ArrayDeque<>();
    long number = 1;
    for (int i = 0; i < TRIES; i++) {
      for (int n = random.nextInt(CAPACITY); n > 0; n--) {
        boolean room = model.size() < CAPACITY;
        assertEquals(room, offer(number));
        if (room) {
          model.add(number);
        }
        number++;
      }
      assertEquals(model.size(), pipe.waiting());
      if (random.nextBoolean()) {
        assertEquals(model.size(), pipe.drain((source, piped) -> assertNext(model, piped)));
        assertTrue(model.isEmpty());
      }
    }
  }

  private static void assertNext(Queue<Long> model, PipedPacket piped) {
    assertEquals((long) model.remove() % PooledPacket.MAX_PAYLOAD, piped.payloadLength());
  }

  @Test
  void anOutletThatFailsLosesOnePacketOnly() {
    assertTrue(offer(1));
    assertTrue(offer(2));
    assertThrows(
        IllegalStateException.class,
        () ->
            pipe.drain(
                (source, piped) -> {
                  throw new IllegalStateException("no");
                }));
    assertEquals(1, pipe.drain((source, piped) -> assertEquals(2, piped.payloadLength())));
  }

  /** One thread writes as fast as it can, the other reads: each packet whole, none twice. */
  @Test
  void twoThreadsAgreeOnEveryPacket() throws Exception {
    AtomicLong refused = new AtomicLong();
    AtomicLong sum = new AtomicLong();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  PooledPacket packet = pool.acquire();
                  for (long number = 1; number <= SENT; number++) {
                    byte[] payload = {(byte) number, (byte) (number >> 8), (byte) (number >> 16)};
                    packet.header(number, number, false, number);
                    packet.payload(payload, 0, payload.length);
                    if (pipe.offer("source", (int) number, 0, 0, packet)) {
                      sum.addAndGet(number);
                    } else {
                      refused.incrementAndGet();
                    }
                  }
                });
    Reader reader = new Reader();
    while (writer.isAlive() || pipe.waiting() > 0) {
      reader.got += pipe.drain(reader);
    }
    writer.join();
    assertEquals(SENT, reader.got + refused.get());
    assertEquals(sum.get(), reader.sum);
  }

  private static final class Reader implements PipeOutlet<String> {
    private final PooledPacket packet = new PacketPool(() -> true).acquire();
    private final byte[] payload = new byte[3];
    private long last;
    private long sum;
    private long got;

    @Override
    public void onPiped(String source, PipedPacket piped) {
      piped.copyTo(packet);
      long number = packet.extendedSequence();
      assertTrue(number > last, "in order");
      last = number;
      sum += number;
      packet.copyPayload(payload, 0);
      assertEquals((int) number, piped.door());
      long carried = payload[0] & 0xFF | (payload[1] & 0xFF) << 8 | (payload[2] & 0xFF) << 16;
      assertEquals(number, carried);
    }
  }

  @Test
  void nothingIsAllocated() {
    PooledPacket packet = packet(1000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    PipeOutlet<String> outlet = (source, piped) -> piped.copyTo(packet);
    double perPacket = NOTHING + 1;
    for (int round = 0; round < 12 && perPacket > NOTHING; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < TRIES; i++) {
        assertTrue(pipe.offer("source", 1, 0, 0, packet));
        assertEquals(1, pipe.drain(outlet));
      }
      perPacket = (double) (threads.getCurrentThreadAllocatedBytes() - before) / TRIES;
    }
    assertTrue(perPacket <= NOTHING, perPacket + " bytes per packet");
  }
}
