/** Known content: pictures that carry a frame counter, tones that tell who speaks, drawn people. */
@NullMarked
package org.maplebridge.bench.content;

import org.jspecify.annotations.NullMarked;
