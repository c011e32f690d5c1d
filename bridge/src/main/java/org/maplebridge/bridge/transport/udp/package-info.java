/**
 * One UDP port of a loop on every address it listens on: batched reads and writes by system calls
 * of our own on Linux, by Netty elsewhere; first-byte classification, and the addresses we can be
 * reached at. Knows no protocol above.
 */
@NullMarked
package org.maplebridge.bridge.transport.udp;

import org.jspecify.annotations.NullMarked;
