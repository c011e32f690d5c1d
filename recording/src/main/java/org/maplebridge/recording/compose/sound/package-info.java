/** Microphones mixed to one voice of even loudness. */
@NullMarked
package org.maplebridge.recording.compose.sound;

import org.jspecify.annotations.NullMarked;
