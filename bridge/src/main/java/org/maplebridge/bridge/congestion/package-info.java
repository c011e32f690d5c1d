/**
 * What a path carries, found out by its sender: draft-ietf-rmcat-gcc-02 over transport-wide
 * feedback. No I/O and no clock of its own; every instance belongs to one connection and its loop.
 */
@NullMarked
package org.maplebridge.bridge.congestion;

import org.jspecify.annotations.NullMarked;
