/**
 * From packets of a source to one receiver's stream of it. {@link
 * org.maplebridge.bridge.send.Subscription#forward} is the route. Everything here belongs to one
 * loop.
 */
@NullMarked
package org.maplebridge.bridge.send;

import org.jspecify.annotations.NullMarked;
