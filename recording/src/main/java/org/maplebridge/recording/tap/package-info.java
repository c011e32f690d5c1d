/** The recorder's subscription to a room: a bounded queue that counts what it drops. */
@NullMarked
package org.maplebridge.recording.tap;

import org.jspecify.annotations.NullMarked;
