/**
 * DTLS 1.2 for SRTP keys (RFC 5764) with Bouncy Castle, in either role. The only package of the
 * bridge that sees Bouncy Castle. A session blocks on a virtual thread of its own.
 */
@NullMarked
package org.maplebridge.bridge.transport.dtls;

import org.jspecify.annotations.NullMarked;
