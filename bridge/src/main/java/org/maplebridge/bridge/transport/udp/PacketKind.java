package org.maplebridge.bridge.transport.udp;

/** The protocols that share the port. */
public enum PacketKind {
  STUN,
  DTLS,
  RTP,
  RTCP,
  /** None of ours: ZRTP, TURN channel data, QUIC, noise. */
  OTHER
}
