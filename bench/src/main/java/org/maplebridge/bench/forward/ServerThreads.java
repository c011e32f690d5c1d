package org.maplebridge.bench.forward;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What threads of the server do, by the names the kernel knows them by (15 characters). */
enum ServerThreads {
  /** Media loops: what a packet costs on its way. */
  LOOPS("media-loop.*"),
  /** Event loops of HTTP and WebSocket, and the carriers of virtual threads. */
  SIGNALING("(vert\\.x|ForkJoinPool|VirtualThread).*"),
  /** The just-in-time compilers. */
  COMPILERS("C[12] Compiler.*"),
  COLLECTOR("(GC Thread|G1 ).*"),
  /** Any other; what threads spent that ended meanwhile is booked here too. */
  OTHERS(".*");

  private final Pattern names;

  ServerThreads(String names) {
    this.names = Pattern.compile(names);
  }

  static ServerThreads named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.names.matcher(name).matches())
        .findFirst()
        .orElse(OTHERS);
  }
}
