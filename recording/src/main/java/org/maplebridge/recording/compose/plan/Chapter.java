package org.maplebridge.recording.compose.plan;

/**
 * A titled part of the viewing copy: a stage, or the card of a break.
 *
 * @param fromMs on the copy's time line
 * @param toMs on the copy's time line
 */
public record Chapter(String title, long fromMs, long toMs) {}
