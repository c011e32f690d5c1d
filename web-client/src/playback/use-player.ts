import { computed, ref, watch, type Ref, type WritableComputedRef } from 'vue';

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

export interface Player {
  readonly video: Ref<HTMLVideoElement | null>;
  /** Address of what plays; another one is taken up at the same place. */
  readonly source: Ref<string>;
  readonly playing: Readonly<Ref<boolean>>;
  readonly position: WritableComputedRef<number>;
  readonly speed: Ref<Speed>;
  readonly muted: Ref<boolean>;
  toggle: () => void;
  skip: (seconds: number) => void;
  /** Goes to a moment and plays on from there. */
  playFrom: (seconds: number) => void;
  /** What the video element has to tell. */
  readonly on: Record<'timeupdate' | 'seeked' | 'play' | 'pause' | 'loadedmetadata', () => void>;
}

/** A video element and where it is. */
export function usePlayer(length: () => number): Player {
  const video = ref<HTMLVideoElement | null>(null);
  const source = ref('');
  const playing = ref(false);
  const shown = ref(0);
  const speed = ref<Speed>(1);
  const muted = ref(false);
  /** Where, and whether playing, the next source is taken up. */
  let resume = { at: 0, playing: false };

  const position = computed({
    get: () => shown.value,
    set: (seconds: number) => {
      shown.value = Math.min(length(), Math.max(0, seconds));
      if (video.value) video.value.currentTime = shown.value;
    },
  });

  watch(speed, (value) => {
    if (video.value) video.value.playbackRate = value;
  });
  watch(source, () => {
    resume = { at: shown.value, playing: playing.value };
  });

  const play = (): void => {
    // A browser may want a touch first: then the button is there.
    void video.value?.play().catch(() => undefined);
  };
  const follow = (): void => {
    shown.value = video.value?.currentTime ?? 0;
  };

  return {
    video,
    source,
    playing,
    position,
    speed,
    muted,
    toggle: () => {
      if (video.value?.paused) play();
      else video.value?.pause();
    },
    skip: (seconds) => {
      position.value = shown.value + seconds;
    },
    playFrom: (seconds) => {
      position.value = seconds;
      play();
    },
    on: {
      timeupdate: follow,
      seeked: follow,
      play: () => {
        playing.value = true;
      },
      pause: () => {
        playing.value = false;
      },
      loadedmetadata: () => {
        if (!video.value) return;
        video.value.playbackRate = speed.value;
        if (resume.at > 0) video.value.currentTime = resume.at;
        if (resume.playing) play();
      },
    },
  };
}
