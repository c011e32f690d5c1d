package org.maplebridge.bench.load;

/** What one peer has sent and received, or all of them. Loop only. */
final class LoadCounts {
  private long received;
  private long bytesReceived;
  private long sent;
  private long expected;
  private long arrived;
  private long undecryptable;

  void sent() {
    sent++;
  }

  void received(int bytes) {
    received++;
    bytesReceived += bytes;
  }

  void undecryptable() {
    undecryptable++;
  }

  /**
   * @param expected packets that should have arrived, by sequence numbers
   * @param arrived those of them that did
   */
  void arrivals(long expected, long arrived) {
    this.expected = expected;
    this.arrived = arrived;
  }

  void add(LoadCounts other) {
    received += other.received;
    bytesReceived += other.bytesReceived;
    sent += other.sent;
    expected += other.expected;
    arrived += other.arrived;
    undecryptable += other.undecryptable;
  }

  long receivedPackets() {
    return received;
  }

  long bytesReceived() {
    return bytesReceived;
  }

  long sentPackets() {
    return sent;
  }

  long expected() {
    return expected;
  }

  long arrived() {
    return arrived;
  }

  long undecryptablePackets() {
    return undecryptable;
  }
}
