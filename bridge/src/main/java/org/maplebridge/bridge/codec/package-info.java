/** What a relay must know of a payload: where a decoder can start. No I/O, pure functions. */
@NullMarked
package org.maplebridge.bridge.codec;

import org.jspecify.annotations.NullMarked;
