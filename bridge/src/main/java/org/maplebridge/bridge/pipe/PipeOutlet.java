package org.maplebridge.bridge.pipe;

/**
 * Where what a {@link PacketPipe} carried comes out, on the loop that reads it.
 *
 * @param <S> the sources packets are of
 */
@FunctionalInterface
public interface PipeOutlet<S> {

  /** The next thing, in the order it went in; valid during the call. */
  void onPiped(S source, PipedPacket piped);
}
