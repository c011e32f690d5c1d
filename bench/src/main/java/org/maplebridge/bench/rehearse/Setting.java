package org.maplebridge.bench.rehearse;

import java.time.Duration;
import org.maplebridge.bench.process.Carrier;
import org.maplebridge.bench.process.DemoServer;

/**
 * Where a rehearsal is played.
 *
 * @param server a fresh one, with the demonstration's people
 * @param carrier where its messages arrive
 * @param length of the part that is measured
 * @param viewers of a lecture
 */
record Setting(DemoServer server, Carrier carrier, Duration length, int viewers) {}
