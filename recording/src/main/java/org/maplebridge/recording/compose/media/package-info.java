/** FFmpeg's containers and codecs, as far as a viewing copy needs them. */
@NullMarked
package org.maplebridge.recording.compose.media;

import org.jspecify.annotations.NullMarked;
