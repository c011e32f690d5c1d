/** What the media path counts, by Prometheus name. */
@NullMarked
package org.maplebridge.bridge.metrics;

import org.jspecify.annotations.NullMarked;
