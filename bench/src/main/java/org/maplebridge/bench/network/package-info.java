/** What a bad network does to picture and sound, and how soon both recover. */
@NullMarked
package org.maplebridge.bench.network;

import org.jspecify.annotations.NullMarked;
