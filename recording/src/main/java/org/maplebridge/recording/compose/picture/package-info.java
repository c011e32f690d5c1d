/** Pictures and letters on one canvas. */
@NullMarked
package org.maplebridge.recording.compose.picture;

import org.jspecify.annotations.NullMarked;
