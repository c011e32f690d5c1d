/** Sittings: what is planned, who takes part, and the states it goes through. */
@NullMarked
package org.maplebridge.signaling.sitting;

import org.jspecify.annotations.NullMarked;
