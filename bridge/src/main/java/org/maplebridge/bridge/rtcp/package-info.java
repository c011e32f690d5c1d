/**
 * RTCP compound packets over byte arrays: one parser that calls a listener, one writer. Malformed
 * input is dropped by the packet, never thrown.
 */
@NullMarked
package org.maplebridge.bridge.rtcp;

import org.jspecify.annotations.NullMarked;
