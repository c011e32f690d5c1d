/** Counselling: who comes to whom, and what its parts share. */
@NullMarked
package org.maplebridge.server.consultation;

import org.jspecify.annotations.NullMarked;
