/** Sealing: the file of a closed case becomes a signed package that only the archive touches. */
@NullMarked
package org.maplebridge.server.dossier.archive;

import org.jspecify.annotations.NullMarked;
