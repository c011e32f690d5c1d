/** Second copies of what is sealed, in an S3-compatible store where one is configured. */
@NullMarked
package org.maplebridge.server.dossier.depot;

import org.jspecify.annotations.NullMarked;
