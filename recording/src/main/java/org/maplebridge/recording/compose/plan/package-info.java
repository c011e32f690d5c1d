/** What a viewing copy shows when and where; pure. */
@NullMarked
package org.maplebridge.recording.compose.plan;

import org.jspecify.annotations.NullMarked;
