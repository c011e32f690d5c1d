/** Cameras that speak RTSP, passed on to sittings by WHIP. */
@NullMarked
package org.maplebridge.server.camera;

import org.jspecify.annotations.NullMarked;
