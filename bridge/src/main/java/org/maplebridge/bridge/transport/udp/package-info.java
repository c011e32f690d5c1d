/**
 * One UDP port of a loop on every address it listens on, over Netty: batched reads and writes,
 * first-byte classification, and the addresses we can be reached at. Knows no protocol above.
 */
@NullMarked
package org.maplebridge.bridge.transport.udp;

import org.jspecify.annotations.NullMarked;
