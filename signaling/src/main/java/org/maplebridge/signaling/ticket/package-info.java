/** Join tickets: short-lived, for one participant of one sitting. */
@NullMarked
package org.maplebridge.signaling.ticket;

import org.jspecify.annotations.NullMarked;
