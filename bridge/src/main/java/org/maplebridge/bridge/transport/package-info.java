/**
 * Media connections: ICE, DTLS and SRTP over the UDP port of a loop, or TCP. {@link
 * org.maplebridge.bridge.transport.Transport} is one connection, {@link
 * org.maplebridge.bridge.transport.TransportHub} all of a loop. The packages below it each know one
 * protocol, return what they found and count nothing themselves.
 */
@NullMarked
package org.maplebridge.bridge.transport;

import org.jspecify.annotations.NullMarked;
