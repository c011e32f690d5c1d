package org.maplebridge.server.minutes;

/**
 * What the recording of a sitting is known by: the hashes of its manifest, over everything in it
 * (人民法院庭审录音录像的若干规定 arts. 8-9).
 *
 * @param agrees whether the sealed recording still has them
 */
record RecordingValue(String sha256, String sm3, boolean agrees) {}
