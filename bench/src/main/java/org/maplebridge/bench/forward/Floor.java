package org.maplebridge.bench.forward;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that does nothing but receive, encrypt and send: what no server can go below. */
final class Floor {
  private static final int PACKETS_PER_SENDER = 170;
  private static final String SECONDS = "4";

  private final Path program;

  Floor(Path program) {
    this.program = program;
  }

  /** CPU microseconds per packet sent, with as many receivers and packets as the topology has. */
  double micros(Topology topology, SrtpChoice srtp) {
    try {
      Process run =
          new ProcessBuilder(
                  program.toString(),
                  srtp.floorMode(),
                  "sendmmsg",
                  Integer.toString(topology.copies()),
                  Integer.toString(topology.senders() * PACKETS_PER_SENDER),
                  SECONDS)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String line = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new ObjectMapper().readTree(line).path("us_per_out").asDouble();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
