/**
 * RTP over byte arrays: header and extension views, serial arithmetic, and packets whose payload is
 * shared by reference count. No I/O, no threads of its own.
 */
@NullMarked
package org.maplebridge.bridge.rtp;

import org.jspecify.annotations.NullMarked;
