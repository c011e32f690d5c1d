package org.maplebridge.bridge.transport;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.maplebridge.bridge.api.CloseReason;

/** Keeps what a transport tells. */
final class RecordingListener implements TransportListener {

  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private final BlockingQueue<byte[]> rtp = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> rtcp = new LinkedBlockingQueue<>();

  @Override
  public void onConnected() {
    if (!connected.complete(null)) {
      throw new IllegalStateException("connected twice");
    }
  }

  @Override
  public void onRtp(byte[] buffer, int offset, int length, long arrivalNanos) {
    rtp.add(Arrays.copyOfRange(buffer, offset, offset + length));
  }

  @Override
  public void onRtcp(byte[] buffer, int offset, int length, long arrivalNanos) {
    rtcp.add(Arrays.copyOfRange(buffer, offset, offset + length));
  }

  @Override
  public void onClosed(CloseReason reason) {
    if (!closed.complete(reason)) {
      throw new IllegalStateException("closed twice");
    }
  }

  void awaitConnected() throws Exception {
    connected.get(20, TimeUnit.SECONDS);
  }

  CloseReason awaitClosed() throws Exception {
    return closed.get(20, TimeUnit.SECONDS);
  }

  boolean isClosed() {
    return closed.isDone();
  }

  byte[] awaitRtp() throws InterruptedException {
    return await(rtp, "RTP");
  }

  byte[] awaitRtcp() throws InterruptedException {
    return await(rtcp, "RTCP");
  }

  void forgetRtp() {
    rtp.clear();
  }

  private static byte[] await(BlockingQueue<byte[]> queue, String what)
      throws InterruptedException {
    byte[] packet = queue.poll(20, TimeUnit.SECONDS);
    if (packet == null) {
      throw new AssertionError("No " + what + " came");
    }
    return packet;
  }
}
