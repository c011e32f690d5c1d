/**
 * The messages of the signalling WebSocket, version 1. The TypeScript types of the page are
 * generated from these records; {@code docs/protocol.md} tells the order they come in. Times are
 * ISO 8601 with offset, ids are unguessable strings, SDP travels whole (no trickle: our side is
 * ICE-lite and lists every candidate at once).
 */
@NullMarked
package org.maplebridge.signaling.protocol;

import org.jspecify.annotations.NullMarked;
