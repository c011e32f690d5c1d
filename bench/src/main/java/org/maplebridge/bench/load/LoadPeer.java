package org.maplebridge.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.rtcp.ArrivalTimes;
import org.maplebridge.bridge.rtcp.RtcpListener;
import org.maplebridge.bridge.rtcp.RtcpParser;
import org.maplebridge.bridge.rtcp.RtcpWriter;
import org.maplebridge.bridge.rtcp.TransportFeedbackWriter;
import org.maplebridge.bridge.rtp.Bytes;
import org.maplebridge.bridge.rtp.HeaderExtensions;
import org.maplebridge.bridge.rtp.RtpHeader;
import org.maplebridge.bridge.transport.dtls.DtlsListener;
import org.maplebridge.bridge.transport.dtls.DtlsSession;
import org.maplebridge.bridge.transport.srtp.SrtpKeys;
import org.maplebridge.bridge.transport.srtp.SrtpSession;
import org.maplebridge.bridge.transport.srtp.SrtpStatus;

/** One connection: an address, ICE, DTLS as the client, SRTP, and what it sends. Loop only. */
final class LoadPeer implements RtcpListener {
  private static final int RECEIVE_BUFFER = 4 << 20;
  private static final int MAX_DATAGRAM = 2048;
  private static final int TAIL_ROOM = 20;
  private static final long CHECK_AGAIN = 50_000_000L;
  private static final long CONSENT_CHECK = 2_500_000_000L;
  private static final long FEEDBACK_PERIOD = 100_000_000L;
  private static final long REPORT_PERIOD = 1_000_000_000L;
  private static final Base64.Encoder LETTERS = Base64.getUrlEncoder().withoutPadding();

  // Given
  private final LoadLoop loop;
  private final int id;

  // Made here
  private final DatagramChannel channel;
  private final String ufrag = letters(6);
  private final String password = letters(18);
  private final Checks checks = new Checks();
  private final ByteBuffer incoming = ByteBuffer.allocate(MAX_DATAGRAM);
  private final RtpHeader header = new RtpHeader();
  private final RtcpWriter rtcp = new RtcpWriter(TAIL_ROOM);
  private final TransportFeedbackWriter feedback = new TransportFeedbackWriter();
  private final ArrivalTimes arrivals = new ArrivalTimes();
  private final List<LoadTrack> tracks = new ArrayList<>();
  private final Map<Integer, ReceivedStream> streams = new HashMap<>();
  private final byte[] cname;

  // Of the connection
  private Optional<ByteBuffer> check = Optional.empty();
  private Optional<Fingerprint> expected = Optional.empty();
  private Optional<DtlsSession> dtls = Optional.empty();
  private Optional<SrtpSession> srtp = Optional.empty();
  private int transportWideId;
  private boolean verifies;
  private int transportSequence;
  private long nextCheck;
  private long nextFeedback;
  private long nextReport;

  private final LoadCounts counts = new LoadCounts();
  private boolean closed;

  LoadPeer(LoadLoop loop, int id) throws IOException {
    this.loop = loop;
    this.id = id;
    cname = ("load-" + id).getBytes(StandardCharsets.UTF_8);
    channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
  }

  private static String letters(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return LETTERS.encodeToString(random).replace('-', 'a').replace('_', 'b');
  }

  String ufrag() {
    return ufrag;
  }

  String password() {
    return password;
  }

  int port() {
    return channel.socket().getLocalPort();
  }

  void track(String[] words) {
    tracks.add(new LoadTrack(words, TAIL_ROOM));
  }

  void option(String[] words) {
    transportWideId = LoadTrack.option(words, "twcc");
    verifies = LoadTrack.option(words, "verify") == 1;
  }

  /** {@code start ID ufrag password address port fingerprint}. */
  void start(String[] words) {
    try {
      channel.connect(
          new InetSocketAddress(InetAddress.ofLiteral(words[4]), Integer.parseInt(words[5])));
      SelectionKey unused = channel.register(loop.selector(), SelectionKey.OP_READ, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    expected = Optional.of(new Fingerprint("sha-256", words[6]));
    check = Optional.of(checks.request(words[2] + ":" + ufrag, words[3]));
  }

  /** Reads what came. */
  void read() {
    try {
      for (int length = receive(); length > 0; length = receive()) {
        take(incoming.array(), length);
      }
    } catch (IOException e) {
      loop.say("ERR " + id + " " + e.getMessage());
    }
  }

  private int receive() throws IOException {
    incoming.clear();
    return channel.read(incoming);
  }

  private void take(byte[] data, int length) {
    int first = data[0] & 0xFF;
    if (first >= 128 && first <= 191) {
      srtp.ifPresent(session -> media(session, data, length));
    } else if (first >= 20 && first <= 63) {
      dtls.ifPresent(session -> session.offer(data, length));
    } else if (Checks.isSuccess(data, length) && dtls.isEmpty()) {
      dtls =
          Optional.of(
              DtlsSession.start(
                  "load-" + id,
                  loop.identity(),
                  expected.orElseThrow(),
                  true,
                  loop.offered(),
                  new Crossing()));
    }
  }

  private void media(SrtpSession session, byte[] data, int length) {
    if (length > 1 && (data[1] & 0xE0) == 0xC0) {
      if (session.unprotectRtcp(data, 0, length) == SrtpStatus.OK && !tracks.isEmpty()) {
        boolean unused = RtcpParser.parse(data, 0, session.resultLength(), this);
      }
      return;
    }
    if (!header.read(data, 0, length)) {
      return;
    }
    counts.received(length);
    streams
        .computeIfAbsent(header.ssrc(), unseen -> new ReceivedStream())
        .arrived(header.sequenceNumber());
    noteArrival(data);
    if (verifies) {
      verify(session, data, length);
    }
  }

  private void noteArrival(byte[] data) {
    int found = header.findExtension(data, transportWideId);
    if (found != HeaderExtensions.NONE) {
      arrivals.onPacket(Bytes.u16(data, HeaderExtensions.offset(found)), System.nanoTime());
    }
  }

  private void verify(SrtpSession session, byte[] data, int length) {
    SrtpStatus status = session.unprotectRtp(data, 0, length);
    if (status != SrtpStatus.OK) {
      if (counts.undecryptablePackets() == 0) {
        loop.say(
            "ERR %d could not open packet %d of stream %08x: %s"
                .formatted(id, header.sequenceNumber(), header.ssrc(), status));
      }
      counts.undecryptable();
      return;
    }
    int stamp = session.resultLength() - LoadTrack.STAMP_BYTES;
    long left = Bytes.u32(data, stamp) << 32 | Bytes.u32(data, stamp + Integer.BYTES);
    loop.latencies().add(System.nanoTime() / 1000 - left);
  }

  /** Does what is due. */
  void tick(long now) {
    if (check.isPresent() && now >= nextCheck) {
      nextCheck = now + (dtls.isPresent() ? CONSENT_CHECK : CHECK_AGAIN);
      write(check.get().duplicate());
    }
    srtp.ifPresent(session -> tick(session, now));
  }

  private void tick(SrtpSession session, long now) {
    for (LoadTrack track : tracks) {
      while (track.isDue(now)) {
        for (int i = 0; i < track.packets(); i++) {
          int length = track.write(i, transportSequence++ & 0xFFFF, now);
          length = session.protectRtp(track.packet(), 0, length);
          write(ByteBuffer.wrap(track.packet(), 0, length));
          counts.sent();
        }
      }
      if (track.report(rtcp, cname, now)) {
        sendRtcp(session);
      }
    }
    if (now >= nextReport && !streams.isEmpty()) {
      nextReport = now + REPORT_PERIOD;
      report(session);
    }
    if (now >= nextFeedback && arrivals.pending() > 0) {
      nextFeedback = now + FEEDBACK_PERIOD;
      sendArrivals(session);
    }
  }

  private void report(SrtpSession session) {
    RtcpWriter writer = rtcp.reset().receiverReport(id + 1);
    streams.forEach(
        (ssrc, stream) -> {
          long lost = stream.expected() - stream.arrived();
          RtcpWriter unused = writer.reportBlock(ssrc, 0, lost, stream.highest(), 10, 0, 0);
        });
    RtcpWriter unused = writer.canonicalName(id + 1, cname);
    sendRtcp(session);
  }

  private void sendArrivals(SrtpSession session) {
    int anySsrc = streams.keySet().iterator().next();
    while (arrivals.pending() > 0) {
      RtcpWriter unused = rtcp.reset().receiverReport(id + 1).canonicalName(id + 1, cname);
      arrivals.reported(rtcp.transportFeedback(feedback, id + 1, anySsrc, arrivals));
      sendRtcp(session);
    }
  }

  private void sendRtcp(SrtpSession session) {
    int length = session.protectRtcp(rtcp.buffer(), 0, rtcp.length());
    write(ByteBuffer.wrap(rtcp.buffer(), 0, length));
  }

  private void write(ByteBuffer datagram) {
    try {
      if (channel.isOpen()) {
        int unused = channel.write(datagram);
      }
    } catch (IOException e) {
      loop.say("ERR " + id + " " + e.getMessage());
    }
  }

  @Override
  public void onPictureLoss(int mediaSsrc) {
    for (LoadTrack track : tracks) {
      if (track.ssrc() == mediaSsrc) {
        track.wantKeyFrame();
      }
    }
  }

  @Override
  public void onFullIntraRequest(int mediaSsrc, int sequenceNumber) {
    onPictureLoss(mediaSsrc);
  }

  private void useKeys(SrtpKeys keys) {
    if (closed) {
      return;
    }
    srtp = Optional.of(new SrtpSession(keys));
    long now = System.nanoTime();
    // Peers do not all send at the same moment
    tracks.forEach(track -> track.startAt(now + (id * 1_237_000L) % 33_000_000L));
    nextReport = now + REPORT_PERIOD / 2 + id % 10 * 50_000_000L;
    loop.say("CONNECTED " + id + " " + keys.profile());
  }

  /** Carries what the handshake says on its thread. */
  private final class Crossing implements DtlsListener {
    @Override
    public void onSend(byte[] datagram) {
      write(ByteBuffer.wrap(datagram));
    }

    @Override
    public void onKeys(SrtpKeys keys) {
      loop.post(() -> useKeys(keys));
    }

    @Override
    public void onEnded(CloseReason reason) {
      // What ends after it was up was ended by the server, which the generator is not to judge
      loop.post(
          () -> {
            if (closed) {
              closeChannel();
            } else if (srtp.isEmpty()) {
              loop.say("ERR " + id + " ended: " + reason);
            }
          });
    }
  }

  LoadCounts counts() {
    counts.arrivals(
        streams.values().stream().mapToLong(ReceivedStream::expected).sum(),
        streams.values().stream().mapToLong(ReceivedStream::arrived).sum());
    return counts;
  }

  /** Ends the connection with a close_notify where the handshake was through. */
  void close() {
    closed = true;
    srtp.ifPresent(SrtpSession::close);
    srtp = Optional.empty();
    check = Optional.empty();
    SelectionKey key = channel.keyFor(loop.selector());
    if (key != null) {
      key.cancel();
    }
    dtls.ifPresentOrElse(DtlsSession::close, this::closeChannel);
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      loop.say("ERR " + id + " " + e.getMessage());
    }
  }
}
