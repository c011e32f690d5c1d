/** Recordings under their case: made, sealed, shown to those who may see them, verified. */
@NullMarked
package org.maplebridge.server.dossier;

import org.jspecify.annotations.NullMarked;
