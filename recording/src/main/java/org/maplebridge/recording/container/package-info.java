/** One crash-safe Matroska file per source, written by FFmpeg's muxer through a channel of ours. */
@NullMarked
package org.maplebridge.recording.container;

import org.jspecify.annotations.NullMarked;
