/**
 * The ICE-lite side of connectivity checks (RFC 8445 sections 2.5 and 7.3) with ice4j's STUN codec.
 * The only package that sees ice4j, and only its messages and attributes: its agent, its stack and
 * their global configuration stay asleep.
 */
@NullMarked
package org.maplebridge.bridge.transport.ice;

import org.jspecify.annotations.NullMarked;
