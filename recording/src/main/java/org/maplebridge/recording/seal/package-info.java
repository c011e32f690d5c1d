/** The hash-chained ledger written while recording, the manifest and its signature at the end. */
@NullMarked
package org.maplebridge.recording.seal;

import org.jspecify.annotations.NullMarked;
