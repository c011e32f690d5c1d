/** One case, one file: the list of papers a dossier has, those brought in, and what is missing. */
@NullMarked
package org.maplebridge.server.dossier.file;

import org.jspecify.annotations.NullMarked;
