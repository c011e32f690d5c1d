package org.maplebridge.bridge.rtcp;

/** Where compound packets go, such as a media connection. */
@FunctionalInterface
public interface RtcpOutput {

  /** Sends a compound packet; the bytes may be changed and are not kept. */
  void send(byte[] buffer, int offset, int length);
}
