package org.maplebridge.recording.api;

import java.time.Instant;

/**
 * A recording that was stopped or interrupted and not yet sealed: {@link Recorder#start} continues
 * it, {@link Recorder#seal} closes it.
 *
 * @param order what it was started with
 * @param startedAt the start of its time line
 * @param lastWrittenAt the last instant it holds
 * @param interrupted true when no stop is written down: the process died
 */
public record UnfinishedRecording(
    RecordingOrder order, Instant startedAt, Instant lastWrittenAt, boolean interrupted) {}
