/** The servers that help a client's ICE agent: TURN, with credentials made for each participant. */
@NullMarked
package org.maplebridge.signaling.ice;

import org.jspecify.annotations.NullMarked;
