/**
 * Settings from the file, the environment and the command line; the data folder and its secrets.
 */
@NullMarked
package org.maplebridge.server.config;

import org.jspecify.annotations.NullMarked;
