/**
 * A load generator: many WebRTC peers without codecs in one thread, told what to do by lines on
 * standard input ({@code docs/benchmarks.md}). It knows the bridge's packets, DTLS and SRTP, but
 * neither its sockets nor its route.
 */
@NullMarked
package org.maplebridge.bench.load;

import org.jspecify.annotations.NullMarked;
