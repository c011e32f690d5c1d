/**
 * Who gets which picture how well: pure functions over what is offered, wished for and affordable.
 * docs/allocation.md tells the same in the same words.
 */
@NullMarked
package org.maplebridge.bridge.allocation;

import org.jspecify.annotations.NullMarked;
