/** The offline verifier: needs nothing but the folder. */
@NullMarked
package org.maplebridge.recording.verify;

import org.jspecify.annotations.NullMarked;
