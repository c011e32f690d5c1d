/**
 * ICE-TCP (RFC 6544), passive side: one acceptor for all loops, which hands a connection to the
 * loop its first frame names, and RFC 4571 framing. Knows no protocol above.
 */
@NullMarked
package org.maplebridge.bridge.transport.tcp;

import org.jspecify.annotations.NullMarked;
