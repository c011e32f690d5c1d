/** Messages to people: a durable outbox and the providers that deliver. */
@NullMarked
package org.maplebridge.server.notify;

import org.jspecify.annotations.NullMarked;
