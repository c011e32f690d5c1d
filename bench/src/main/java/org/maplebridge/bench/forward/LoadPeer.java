package org.maplebridge.bench.forward;

/**
 * A connection the load generator plays.
 *
 * @param fingerprint SHA-256 of its certificate
 */
record LoadPeer(int id, String ufrag, String password, int port, String fingerprint) {

  /** Reads {@code NEW ID ufrag pwd port fingerprint}. */
  static LoadPeer parse(String line) {
    String[] words = line.split(" ", -1);
    return new LoadPeer(
        Integer.parseInt(words[1]), words[2], words[3], Integer.parseInt(words[4]), words[5]);
  }
}
