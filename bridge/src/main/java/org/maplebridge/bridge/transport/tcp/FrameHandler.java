package org.maplebridge.bridge.transport.tcp;

/** Receives the frames of a loop's {@link TcpStreams}, on its loop. */
public interface FrameHandler {

  /**
   * One frame.
   *
   * @param data holds it from index 0, with spare room behind it; overwritten after the call
   * @param arrivalNanos the loop's clock at the read
   */
  void onFrame(TcpConnection connection, byte[] data, int length, long arrivalNanos);

  /** The connection is gone, whoever ended it. Exactly once. */
  void onClosed(TcpConnection connection);
}
