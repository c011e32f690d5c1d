/**
 * Live rooms: endpoints, their sources, and who gets what. Deny by default: a receiver gets what it
 * subscribed to, of its own room, while the source is open. A room belongs to one loop; receivers
 * it cannot carry are in annexes on others.
 */
@NullMarked
package org.maplebridge.bridge.room;

import org.jspecify.annotations.NullMarked;
