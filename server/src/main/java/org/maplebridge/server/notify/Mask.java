package org.maplebridge.server.notify;

/** Hides the middle of addresses. */
final class Mask {

  private Mask() {}

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
