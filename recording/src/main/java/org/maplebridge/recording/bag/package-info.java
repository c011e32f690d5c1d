/**
 * Dossiers as BagIt 1.0 packages (RFC 8493): made from a payload, signed, and checked offline
 * together with the recordings inside.
 */
@NullMarked
package org.maplebridge.recording.bag;

import org.jspecify.annotations.NullMarked;
