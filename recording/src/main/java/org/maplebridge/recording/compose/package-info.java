/** The viewing copy: all tracks tiled, mixed and named in one MP4. */
@NullMarked
package org.maplebridge.recording.compose;

import org.jspecify.annotations.NullMarked;
