package org.maplebridge.server.notify;

import java.util.Optional;

/**
 * Carriers of messages.
 *
 * @param sms the carrier of short messages; empty leaves them in the outbox
 * @param email the carrier of e-mail; empty leaves them in the outbox
 */
public record NotifyConfig(Carrier sms, Carrier email) {

  public static NotifyConfig defaults() {
    return new NotifyConfig(Carrier.none(), Carrier.none());
  }

  /**
   * A carrier that takes messages by HTTP POST.
   *
   * @param url where to post; empty for no carrier
   * @param contentType of the body
   * @param body template of the body; {@code {to}}, {@code {text}} and {@code {id}} are replaced,
   *     as JSON strings where the content type is JSON, else percent-encoded
   * @param secretHeader name of the header that carries the secret
   * @param secret its value
   */
  public record Carrier(
      Optional<String> url, String contentType, String body, String secretHeader, String secret) {

    static Carrier none() {
      return new Carrier(
          Optional.empty(),
          "application/json",
          "{\"id\":\"{id}\",\"to\":\"{to}\",\"text\":\"{text}\"}",
          "Authorization",
          "");
    }

    @Override
    public String toString() {
      return "Carrier[url=" + url + "]";
    }
  }
}
