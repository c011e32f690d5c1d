/** What recording costs: writing the originals, and making the copy that people watch. */
@NullMarked
package org.maplebridge.bench.recording;

import org.jspecify.annotations.NullMarked;
