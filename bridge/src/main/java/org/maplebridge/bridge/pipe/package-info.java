/**
 * Packets from one loop to another: copied, so that no packet belongs to two loops, and bounded, so
 * that a loop that does not keep up loses packets and holds up nobody.
 */
@NullMarked
package org.maplebridge.bridge.pipe;

import org.jspecify.annotations.NullMarked;
