package org.maplebridge.server.boot;

import java.util.Optional;

/** The version as the jar's manifest says it. */
final class Version {

  private Version() {}

  static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
