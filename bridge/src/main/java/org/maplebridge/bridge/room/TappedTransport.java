package org.maplebridge.bridge.room;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maplebridge.bridge.api.CloseReason;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.PacketTap;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.bridge.rtp.RtpHeader;
import org.maplebridge.bridge.transport.Transport;
import org.maplebridge.bridge.transport.TransportState;

/** A connection whose packets a tap may see before they are encrypted. Loop only. */
final class TappedTransport implements Transport {

  private final Transport transport;
  private final RtpHeader header = new RtpHeader();
  private @Nullable PacketTap tap;

  TappedTransport(Transport transport) {
    this.transport = transport;
  }

  void tap(Optional<PacketTap> wanted) {
    tap = wanted.orElse(null);
  }

  void received(boolean rtcp, byte[] buffer, int offset, int length) {
    if (tap != null) {
      show(false, rtcp, buffer, offset, length);
    }
  }

  private void show(boolean sent, boolean rtcp, byte[] buffer, int offset, int length) {
    PacketTap watching = tap;
    if (watching == null) {
      return;
    }
    if (rtcp) {
      watching.onPacket(sent, buffer, offset, length, length);
    } else if (header.read(buffer, offset, length)) {
      watching.onPacket(sent, buffer, offset, header.payloadOffset() - offset, length);
    }
  }

  @Override
  public void sendRtp(byte[] buffer, int offset, int length) {
    if (tap != null) {
      show(true, false, buffer, offset, length);
    }
    transport.sendRtp(buffer, offset, length);
  }

  @Override
  public void sendRtcp(byte[] buffer, int offset, int length) {
    if (tap != null) {
      show(true, true, buffer, offset, length);
    }
    transport.sendRtcp(buffer, offset, length);
  }

  @Override
  public LocalTransport local() {
    return transport.local();
  }

  @Override
  public void connect(RemoteTransport remote) {
    transport.connect(remote);
  }

  @Override
  public boolean awaitsRemote() {
    return transport.awaitsRemote();
  }

  @Override
  public LocalTransport restart() {
    return transport.restart();
  }

  @Override
  public boolean isConnected() {
    return transport.isConnected();
  }

  @Override
  public TransportState state() {
    return transport.state();
  }

  @Override
  public void close(CloseReason reason) {
    transport.close(reason);
  }
}
