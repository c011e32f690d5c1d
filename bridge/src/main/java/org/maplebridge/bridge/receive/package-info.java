/**
 * From a publisher's packets to packets of its sources. The route is the one visible list in {@link
 * org.maplebridge.bridge.receive.ReceivePath#onRtp}. Everything here belongs to one loop.
 */
@NullMarked
package org.maplebridge.bridge.receive;

import org.jspecify.annotations.NullMarked;
