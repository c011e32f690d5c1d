package org.maplebridge.bridge.room;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.maplebridge.bridge.loop.MediaLoop;
import org.maplebridge.bridge.send.CapturedTransport;
import org.maplebridge.bridge.transport.Transport;
import org.maplebridge.bridge.transport.TransportCounters;
import org.maplebridge.bridge.transport.TransportHub;
import org.maplebridge.bridge.transport.TransportListener;

/** A loop whose connections a test holds both ends of. */
final class CapturedHub implements TransportHub {

  private final MediaLoop loop;
  private final Map<String, CapturedTransport> transports = new ConcurrentHashMap<>();
  private final Map<String, TransportListener> listeners = new ConcurrentHashMap<>();

  CapturedHub(int index) {
    loop = MediaLoop.start(index, System::nanoTime);
  }

  /** Whether the endpoint was made on this loop. */
  boolean has(String endpointId) {
    return transports.containsKey(endpointId);
  }

  /** What was sent to an endpoint. Its loop only. */
  CapturedTransport sentTo(String endpointId) {
    return transports.get(endpointId);
  }

  /** Where what an endpoint sends comes in. Its loop only. */
  TransportListener from(String endpointId) {
    return listeners.get(endpointId);
  }

  @Override
  public MediaLoop loop() {
    return loop;
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public Transport create(String id, TransportListener listener) {
    loop.assertInLoop();
    CapturedTransport transport = new CapturedTransport();
    transport.awaitsRemote = true;
    transports.put(id, transport);
    listeners.put(id, listener);
    return transport;
  }

  @Override
  public TransportCounters counters() {
    throw new UnsupportedOperationException("nothing is sent");
  }

  @Override
  public void close() {
    loop.close();
  }
}
