package org.maplebridge.server.identity;

import java.time.Duration;

/**
 * How long sessions last and how many wrong passwords are forgiven.
 *
 * @param accessLife life of an access token
 * @param refreshLife life of a refresh token; each use gives a new one
 * @param failuresBeforeLock wrong passwords in a row until the account is locked
 * @param lockFor how long it stays locked
 */
public record IdentityConfig(
    Duration accessLife, Duration refreshLife, int failuresBeforeLock, Duration lockFor) {

  public static IdentityConfig defaults() {
    return new IdentityConfig(
        Duration.ofMinutes(10), Duration.ofHours(12), 5, Duration.ofMinutes(15));
  }
}
