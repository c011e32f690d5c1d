package org.maplebridge.server.invitation;

/** Life of a participant's link. */
enum LinkState {
  NONE,
  SENT,
  OPENED,
  REVOKED,
  EXPIRED
}
