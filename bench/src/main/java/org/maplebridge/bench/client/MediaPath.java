package org.maplebridge.bench.client;

/** The way of a participant's media to the server: what the server says of where it is reached. */
@FunctionalInterface
public interface MediaPath {

  /**
   * @param sdp a description of the server
   * @return the same, with the addresses the participant is to use
   */
  String through(String sdp);

  /** Straight to the server. */
  static MediaPath direct() {
    return sdp -> sdp;
  }
}
