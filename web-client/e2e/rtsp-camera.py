"""A network camera: GStreamer's RTSP server with a moving picture in H.264. Prints its port."""

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

PICTURE = (
    "( videotestsrc is-live=true pattern=smpte horizontal-speed=5 ! "
    "video/x-raw,width=640,height=360,framerate=15/1 ! "
    "x264enc tune=zerolatency bitrate=500 key-int-max=30 ! video/x-h264,profile=constrained-baseline ! "
    "rtph264pay name=pay0 pt=96 config-interval=1 )"
)

Gst.init(None)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(PICTURE)
factory.set_shared(True)
server = GstRtspServer.RTSPServer()
server.set_service("0")
server.get_mount_points().add_factory("/picture", factory)
server.attach(None)
print(server.get_bound_port(), flush=True)
GLib.MainLoop().run()
