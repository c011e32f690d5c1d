/** A live mediation of simulated people for a newcomer to join. */
@NullMarked
package org.maplebridge.bench.demo;

import org.jspecify.annotations.NullMarked;
