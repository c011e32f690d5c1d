package org.maplebridge.server.notify;

import java.util.regex.Pattern;

/** Hides the middle of addresses, and what lets somebody in. */
final class Mask {
  /** Codes of links, and the six digits that go to a phone to show whose it is. */
  private static final Pattern SECRET =
      Pattern.compile("(?<=/[gjs]/)[A-Za-z0-9_-]+|(?<![\\d-])\\d{6}(?![\\d-])");

  private Mask() {}

  /** A message without the codes in it. */
  static String secrets(String body) {
    return SECRET.matcher(body).replaceAll("…");
  }

  /** {@code 138****5678}, {@code c***@example.cn}. */
  static String address(Channel channel, String address) {
    return switch (channel) {
      case SMS ->
          address.length() < 8
              ? "****"
              : address.substring(0, 3) + "****" + address.substring(address.length() - 4);
      case EMAIL -> {
        int at = address.indexOf('@');
        yield at < 1 ? "****" : address.charAt(0) + "***" + address.substring(at);
      }
    };
  }
}
