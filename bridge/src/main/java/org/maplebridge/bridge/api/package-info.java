/**
 * The only door into the bridge, one page long. Nothing here knows people, SDP or JSON: a room has
 * endpoints, an endpoint publishes or receives, a source is one microphone, camera or screen, a
 * subscription is one endpoint's view of one source.
 *
 * <p>Threads: every method may be called from any thread. Calls are carried to the loop that owns
 * the room and answered through a {@link java.util.concurrent.CompletionStage} that completes on
 * that loop; listeners and {@link org.maplebridge.bridge.api.MediaSubscriber}s are always called on
 * that loop and must never block it.
 */
@NullMarked
package org.maplebridge.bridge.api;

import org.jspecify.annotations.NullMarked;
