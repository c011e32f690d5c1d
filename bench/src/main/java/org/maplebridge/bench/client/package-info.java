/** A participant as a program: HTTP, the signalling socket and libwebrtc connections. */
@NullMarked
package org.maplebridge.bench.client;

import org.jspecify.annotations.NullMarked;
