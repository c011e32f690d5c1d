import { onScopeDispose } from 'vue';
import type { Call } from '../call/call';

/** The longer edge of a shown picture: a page of paper can be read in it. */
const LONGEST = 1600;
const FRAMES_PER_SECOND = 5;

/** What one person shows the others: a screen, or a photo of a document; one thing at a time. */
export interface Showing {
  /** Whether this browser can share its screen or a window. */
  screenPossible: boolean;
  screen: () => Promise<boolean>;
  /** A photo of a document, where a phone cannot share its screen. */
  picture: (file: File) => Promise<boolean>;
  hide: () => Promise<boolean>;
}

/** Belongs to the room, not to a panel of it: what is shown stays when its panel is closed. */
export function useShowing(
  call: Call,
  act: (job: () => Promise<unknown>) => Promise<boolean>,
): Showing {
  let shown: { track: MediaStreamTrack; timer?: number } | undefined;

  const stop = (): void => {
    clearInterval(shown?.timer);
    shown?.track.stop();
    shown = undefined;
  };
  onScopeDispose(stop);

  const hide = (): Promise<boolean> => {
    stop();
    return act(() => call.shareScreen(undefined));
  };

  const show = (track: MediaStreamTrack, timer?: number): Promise<void> => {
    stop();
    shown = timer === undefined ? { track } : { track, timer };
    // The browser's own "stop sharing" button.
    track.addEventListener('ended', () => {
      if (shown?.track === track) void hide();
    });
    return call.shareScreen(track);
  };

  return {
    screenPossible: typeof navigator.mediaDevices?.getDisplayMedia === 'function',
    screen: () =>
      act(async () => {
        const track = await chooseScreen();
        if (track) await show(track);
      }),
    picture: (file) =>
      act(async () => {
        const draw = await drawing(file);
        // A canvas that is not drawn sends nothing to whoever comes later.
        const timer = window.setInterval(draw.again, 1000 / FRAMES_PER_SECOND);
        await show(draw.track, timer);
      }),
    hide,
  };
}

async function chooseScreen(): Promise<MediaStreamTrack | undefined> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { max: 10 } },
      audio: false,
    });
    return stream.getVideoTracks()[0];
  } catch {
    // The person closed the browser's question: nothing is shared, and nothing went wrong.
    return undefined;
  }
}

async function drawing(file: File): Promise<{ track: MediaStreamTrack; again: () => void }> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  const again = (): void => context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  again();
  const track = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks()[0];
  if (!track) throw new Error('a canvas has a video track');
  return { track, again };
}
