/** A whole mediation with real participants, from booking to verified archive. */
@NullMarked
package org.maplebridge.bench.rehearse;

import org.jspecify.annotations.NullMarked;
