import type { Room } from './use-call';

/** Sharing a screen or a window, where the browser can. */
export function useScreenShare(room: Room): {
  possible: boolean;
  toggle: () => Promise<void>;
} {
  const possible = typeof navigator.mediaDevices?.getDisplayMedia === 'function';

  let shared: MediaStreamTrack | undefined;

  const stop = async (): Promise<void> => {
    shared?.stop();
    shared = undefined;
    await room.act(() => room.call.shareScreen(undefined));
  };

  const start = async (): Promise<void> => {
    let track: MediaStreamTrack | undefined;
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({
        video: { frameRate: { max: 10 } },
        audio: false,
      });
      track = stream.getVideoTracks()[0];
    } catch {
      // The person closed the browser's question: nothing is shared, and nothing went wrong.
      return;
    }
    if (!track) return;
    // The browser's own "stop sharing" button.
    track.addEventListener('ended', () => void stop());
    shared = track;
    await room.act(() => room.call.shareScreen(track));
  };

  return {
    possible,
    toggle: async () => {
      if (room.sending.value.SCREEN) await stop();
      else await start();
    },
  };
}
