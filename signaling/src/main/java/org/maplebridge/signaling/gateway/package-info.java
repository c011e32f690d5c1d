/**
 * The WebSocket at {@code /ws}: sockets on Vert.x event loops, one handler class per message type,
 * and {@link org.maplebridge.signaling.gateway.SignalingService}, which puts signalling together.
 */
@NullMarked
package org.maplebridge.signaling.gateway;

import org.jspecify.annotations.NullMarked;
