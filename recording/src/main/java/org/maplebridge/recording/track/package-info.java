/** From RTP packets of one source to frames on the recording's time line; gaps counted. */
@NullMarked
package org.maplebridge.recording.track;

import org.jspecify.annotations.NullMarked;
