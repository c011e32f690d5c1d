/** Tracks, viewing copies, seals, verification. */
@NullMarked
package org.maplebridge.recording;

import org.jspecify.annotations.NullMarked;
