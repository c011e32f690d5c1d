/** Live rooms: who knocks, who is in, what they send, and the ports to the layers above. */
@NullMarked
package org.maplebridge.signaling.room;

import org.jspecify.annotations.NullMarked;
