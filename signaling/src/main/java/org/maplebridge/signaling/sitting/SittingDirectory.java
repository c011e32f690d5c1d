package org.maplebridge.signaling.sitting;

import java.util.Optional;

/** Finds sittings and moves them through their states. Blocking: call from virtual threads. */
public interface SittingDirectory {

  Optional<Sitting> find(String sittingId);

  /**
   * Moves a sitting on, if its state allows; a repeated move to the state it has is no error.
   *
   * @return the sitting as it is now
   * @throws IllegalStateException when the state machine forbids the move
   */
  Sitting move(String sittingId, SittingState to);

  /**
   * Seats somebody at another's device: a participant of the sitting, or somebody new.
   *
   * @return the sitting as it is now
   */
  Sitting sitTogether(String sittingId, Participant companion);

  /** Whoever lets people in has seen a companion. */
  Sitting confirmCompanion(String sittingId, String participantId);

  /** A companion sits at another's device no more. */
  Sitting sitApart(String sittingId, String participantId);
}
