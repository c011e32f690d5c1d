package org.maplebridge.bridge.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.maplebridge.bridge.Packets;
import org.maplebridge.bridge.RoomEvents;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.EndpointHandle;
import org.maplebridge.bridge.api.ExtensionIds;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.api.PublishedSource;
import org.maplebridge.bridge.api.PublisherSpec;
import org.maplebridge.bridge.api.ReceiverSpec;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.bridge.api.SubscriptionSpec;
import org.maplebridge.bridge.rtp.RtpHeaderWriter;

/**
 * A room that is spread from its first receiver on: {@code annexed} is on the other loop, {@code
 * at-home} where the sender of the only camera is.
 */
final class TwoLoopRoom implements AutoCloseable {

  static final byte[] KEY = Packets.hex("10 10 02 00 9D 01 2A AA");
  static final byte[] DELTA = Packets.hex("10 11 02 00 BB");
  static final int RTX_TYPE = 97;
  static final int SMALL = 0xABCD_0001;
  static final int LARGE = 0xABCD_0002;
  static final long OUT = 0xF000_0001L;

  private static final ExtensionIds IDS = new ExtensionIds(4, 1, 2, 3, 5, 6);
  private static final int TYPE = 96;
  private static final long OUT_RTX = 0xF000_0002L;

  final CapturedHub home = new CapturedHub(0);
  final CapturedHub other = new CapturedHub(1);
  final RoomEvents events = new RoomEvents();
  final EndpointHandle annexed;
  private final LiveRoom room;
  private EndpointHandle publisher;

  private final byte[] buffer = new byte[2048];
  private final RtpHeaderWriter writer = new RtpHeaderWriter(buffer);
  private int sequence = 100;

  TwoLoopRoom() {
    Spread always = new Spread(List.of(home.roomLoop(), other.roomLoop()), 0);
    room = new LiveRoom("room", home.roomLoop(), always, events, () -> {});
    publisher = publish(List.of());
    annexed = receiver("annexed");
    EndpointHandle unused = receiver("at-home");
    assertTrue(other.has("annexed"));
    assertTrue(home.has("at-home"));
  }

  private EndpointHandle publish(List<String> rids) {
    PublishedSource camera =
        new PublishedSource(
            "cam",
            SourceKind.CAMERA,
            "1",
            Codec.VP8,
            TYPE,
            Optional.of(RTX_TYPE),
            Optional.empty(),
            List.of(),
            List.of(),
            rids,
            IDS);
    RemoteTransport remote = new RemoteTransport("u", "p", new Fingerprint("sha-256", "00"), false);
    return room.addPublisher(new PublisherSpec("out", "anna", remote, false, List.of(camera)))
        .toCompletableFuture()
        .join();
  }

  /** The sender comes anew, with simulcast. */
  void publishAnew(List<String> rids) {
    publisher.close();
    publisher = publish(rids);
  }

  EndpointHandle publisher() {
    return publisher;
  }

  /** One more receiver, on the loop that has fewer. */
  EndpointHandle receiver(String id) {
    EndpointHandle endpoint =
        room.addReceiver(new ReceiverSpec(id, id)).toCompletableFuture().join();
    endpoint.subscribe(subscription()).toCompletableFuture().join();
    return endpoint;
  }

  private static SubscriptionSpec subscription() {
    return new SubscriptionSpec(
        "cam",
        "7",
        TYPE,
        Optional.of(RTX_TYPE),
        Optional.empty(),
        OUT,
        OUT_RTX,
        IDS,
        Optional.empty());
  }

  /** The next receiver that comes to the annex. */
  EndpointHandle annexedReceiver() {
    EndpointHandle first = receiver("next-one");
    return other.has("next-one") ? first : receiver("next-two");
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      LockSupport.parkNanos(1_000_000);
    }
  }

  void open(boolean open) {
    publisher.setOpen("cam", open).toCompletableFuture().join();
  }

  /** The camera is open, and its first picture has come to the annex. */
  void begin() {
    open(true);
    send(KEY);
    await("the first in the annex", () -> other.countTo("annexed") == 1);
  }

  /** The publisher sends a picture of one packet. */
  void send(byte[] payload) {
    send(SMALL, "", payload);
  }

  void send(int ssrc, String rid, byte[] payload) {
    send(ssrc, rid, sequence++, payload, home.loop().nanoTime());
  }

  void send(int ssrc, String rid, int number, byte[] payload, long nanos) {
    home.loop()
        .run(
            () -> {
              RtpHeaderWriter unused = writer.fixed(true, TYPE, number, number * 3000L, ssrc);
              buffer[writer.element(IDS.mid(), 1)] = '1';
              if (!rid.isEmpty()) {
                writer.element(IDS.rid(), rid);
              }
              int length = writer.finish();
              System.arraycopy(payload, 0, buffer, length, payload.length);
              home.from("out").onRtp(buffer, 0, length + payload.length, nanos);
              home.loop().endBurst();
            });
  }

  /** Everybody goes, and nothing is left of them. */
  @Override
  public void close() {
    room.close();
    await("all given back", () -> home.retained() == 0 && other.retained() == 0);
    assertEquals(0, home.loop().failedTasks());
    assertEquals(0, other.loop().failedTasks());
    home.roomLoop().close();
    other.roomLoop().close();
  }
}
