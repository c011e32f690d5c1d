/** What an administrator may look at when media does not flow: trees of rooms, packet headers. */
@NullMarked
package org.maplebridge.server.diagnosis;

import org.jspecify.annotations.NullMarked;
