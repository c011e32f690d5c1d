/**
 * The media bridge. Whoever uses it sees {@code api} alone; {@link
 * org.maplebridge.bridge.MediaBridge} starts one.
 */
@NullMarked
package org.maplebridge.bridge;

import org.jspecify.annotations.NullMarked;
