/** How long dossiers are kept, what holds them, and how they are destroyed by two persons. */
@NullMarked
package org.maplebridge.server.dossier.retention;

import org.jspecify.annotations.NullMarked;
