/**
 * What forwarding a packet costs the server: a load generator plays the peers, this package speaks
 * the public signalling for them and measures the server's process from outside.
 */
@NullMarked
package org.maplebridge.bench.forward;

import org.jspecify.annotations.NullMarked;
