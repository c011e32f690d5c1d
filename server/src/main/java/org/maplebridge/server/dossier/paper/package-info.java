/** The papers of a case's file that the server writes itself, from what it knows. */
@NullMarked
package org.maplebridge.server.dossier.paper;

import org.jspecify.annotations.NullMarked;
