package org.maplebridge.server.http;

import java.util.Optional;
import org.maplebridge.server.access.Staff;

/** Knows whose access token this is. */
@FunctionalInterface
public interface Authenticator {

  /** Empty when the token is malformed, forged or expired. */
  Optional<Staff> staffOf(String accessToken);
}
