package org.maplebridge.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes of packets, from resources with a note beside each, or written in a test. */
public final class Packets {

  private Packets() {}

  /** The bytes of {@code packets/NAME.hex}. */
  public static byte[] load(String name) {
    try (InputStream in = Packets.class.getResourceAsStream("/packets/" + name + ".hex")) {
      return hex(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** Bytes from hex digits with any white space between. */
  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s+", ""));
  }
}
