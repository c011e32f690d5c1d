package org.maplebridge.bench.fuzz;

import java.nio.charset.StandardCharsets;
import org.maplebridge.signaling.protocol.MessageCodec;
import org.maplebridge.signaling.protocol.MessageCodec.Reading;

/** Text frames of the WebSocket: read, or refused with a problem. */
final class MessageFuzz {
  private static final MessageCodec CODEC = new MessageCodec();

  private MessageFuzz() {}

  static void take(byte[] data) {
    switch (CODEC.read(new String(data, StandardCharsets.UTF_8))) {
      case Reading.Read read ->
          FuzzTarget.require(read.message().ref() > 0, "a message without a reference");
      case Reading.Refused refused ->
          FuzzTarget.require(refused.problem().status() < 500, "refused as our own fault");
    }
  }
}
