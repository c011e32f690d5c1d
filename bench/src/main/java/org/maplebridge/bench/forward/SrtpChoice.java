package org.maplebridge.bench.forward;

/** What the peers offer to encrypt with. */
enum SrtpChoice {
  /** AES-128 in Galois/counter mode, RFC 7714; AES-CM is offered behind it. */
  GCM("gcm"),
  /** AES-128 in counter mode with HMAC-SHA1-80, RFC 3711, and nothing else. */
  CM("ctrhmac");

  private final String floorMode;

  SrtpChoice(String floorMode) {
    this.floorMode = floorMode;
  }

  /** The floor program's word for it. */
  String floorMode() {
    return floorMode;
  }
}
