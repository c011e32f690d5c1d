/**
 * Owner threads of the bridge. A room, its endpoints and every stage of its packet route live on
 * one {@link org.maplebridge.bridge.loop.MediaLoop} and need no locks.
 */
@NullMarked
package org.maplebridge.bridge.loop;

import org.jspecify.annotations.NullMarked;
