/** Where recordings lie on the file system, one folder each, and how they become read-only. */
@NullMarked
package org.maplebridge.recording.store;

import org.jspecify.annotations.NullMarked;
