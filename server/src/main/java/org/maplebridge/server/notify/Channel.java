package org.maplebridge.server.notify;

/** How a message reaches a person. */
public enum Channel {
  SMS,
  EMAIL
}
