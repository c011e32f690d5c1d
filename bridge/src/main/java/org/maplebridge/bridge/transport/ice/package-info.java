/** The ICE-lite side of connectivity checks (RFC 8445 sections 2.5 and 7.3), with its STUN. */
@NullMarked
package org.maplebridge.bridge.transport.ice;

import org.jspecify.annotations.NullMarked;
