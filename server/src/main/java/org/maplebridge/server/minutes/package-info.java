/** Minutes 调解笔录: written live, shared, corrected, and signed page by page. */
@NullMarked
package org.maplebridge.server.minutes;

import org.jspecify.annotations.NullMarked;
