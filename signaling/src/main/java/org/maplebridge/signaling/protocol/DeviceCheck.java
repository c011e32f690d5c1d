package org.maplebridge.signaling.protocol;

/**
 * What the equipment check before joining found.
 *
 * @param microphone whether sound was measured
 * @param camera whether a picture came
 * @param speaker whether the person said they hear the test sound
 * @param browser short name and version, never a full user agent
 */
public record DeviceCheck(boolean microphone, boolean camera, boolean speaker, String browser) {}
