/**
 * The door into recording: order one, let it run, seal it, have its viewing copy made, verify it.
 *
 * <p>Threads: {@link org.maplebridge.recording.api.Recorder} blocks on disk and is called from
 * virtual threads; {@link org.maplebridge.recording.api.LiveRecording} never blocks; listeners are
 * called on threads of the recorder and may block for a moment.
 */
@NullMarked
package org.maplebridge.recording.api;

import org.jspecify.annotations.NullMarked;
