package org.maplebridge.bridge.send;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.rtcp.RtcpOutput;
import org.maplebridge.bridge.transport.Transport;
import org.maplebridge.bridge.transport.TransportState;

/** A connection whose packets a test reads, before they would be encrypted. */
public final class CapturedTransport implements Transport {

  public final List<byte[]> rtp = new ArrayList<>();
  public final List<byte[]> rtcp = new ArrayList<>();

  /** Whether to keep what is sent. */
  public boolean keeping = true;

  /** Whether the remote side is yet to be told. */
  public boolean awaitsRemote;

  /** Packets sent so far, kept or not. */
  public long sent;

  /** Where RTP packets go on to. */
  public RtcpOutput onward = (buffer, offset, length) -> {};

  @Override
  public LocalTransport local() {
    return new LocalTransport("u", "p", new Fingerprint("sha-256", "00"), List.of());
  }

  @Override
  public void connect(RemoteTransport remote) {}

  @Override
  public boolean awaitsRemote() {
    return awaitsRemote;
  }

  @Override
  public LocalTransport restart() {
    return local();
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public TransportState state() {
    return new TransportState(true, Optional.empty(), 0, 0);
  }

  @Override
  public void sendRtp(byte[] buffer, int offset, int length) {
    sent++;
    if (keeping) {
      rtp.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }
    onward.send(buffer, offset, length);
    // As encryption in place does
    Arrays.fill(buffer, offset, offset + length + TAIL_ROOM, (byte) 0x55);
  }

  @Override
  public void sendRtcp(byte[] buffer, int offset, int length) {
    if (keeping) {
      rtcp.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }
    Arrays.fill(buffer, offset, offset + length + TAIL_ROOM, (byte) 0x55);
  }

  @Override
  public void close(CloseReason reason) {}
}
