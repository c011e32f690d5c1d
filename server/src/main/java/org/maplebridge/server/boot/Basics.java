package org.maplebridge.server.boot;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.config.DataFolder;
import org.maplebridge.server.config.Secrets;
import org.maplebridge.server.config.ServerConfig;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.org.OrgDirectory;
import org.maplebridge.server.persistence.Ids;

/** What every part of the server is built from. */
record Basics(
    ServerConfig config,
    DataFolder folder,
    Secrets secrets,
    Vertx vertx,
    ExecutorService virtualThreads,
    InstantSource clock,
    SecureRandom random,
    Ids ids,
    Texts texts,
    Jdbi jdbi,
    AuditLog audit,
    OrgDirectory organisation,
    Outbox outbox) {

  /** Who invites, as it stands in messages and on pages. */
  Centre centre() {
    return new Centre(
        config.centre().name(), config.centre().helpPhone(), config.http().linkBase());
  }
}
