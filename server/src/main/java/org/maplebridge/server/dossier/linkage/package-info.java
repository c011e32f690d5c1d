/** Hand-over packages for courts and other offices, and what may go into them. */
@NullMarked
package org.maplebridge.server.dossier.linkage;

import org.jspecify.annotations.NullMarked;
