/**
 * Does a server keep what nobody uses any more? Rooms that people join and leave at random for
 * long, and what is left when all have gone.
 */
@NullMarked
package org.maplebridge.bench.soak;

import org.jspecify.annotations.NullMarked;
