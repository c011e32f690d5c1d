/** Benchmarks, load, the rehearsal client (real libwebrtc). */
@NullMarked
package org.maplebridge.bench;

import org.jspecify.annotations.NullMarked;
