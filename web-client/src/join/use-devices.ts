import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { DeviceState, LocalMedia } from '../call/local-media';
import { watchLevel } from '../call/sound';

/** A level above which somebody spoke, not only breathed. */
const SPOKEN = 0.35;

export interface Devices {
  microphone: ShallowRef<DeviceState>;
  camera: ShallowRef<DeviceState>;
  preview: ShallowRef<MediaStream | undefined>;
  level: Ref<number>;
  /** Whether a voice was measured. */
  heard: Ref<boolean>;
  allowedBefore: () => Promise<boolean>;
  stop: () => void;
}

/** A person's devices as the check shows them. */
export function useDevices(media: LocalMedia): Devices {
  const microphone = shallowRef(media.get('MICROPHONE'));
  const camera = shallowRef(media.get('CAMERA'));
  const preview = shallowRef(media.preview());
  const level = ref(0);
  const heard = ref(false);
  let endLevel = (): void => undefined;

  function listen(): void {
    endLevel();
    const track = media.get('MICROPHONE').track;
    if (!track) return;
    endLevel = watchLevel(track, (now) => {
      level.value = now;
      if (now > SPOKEN) heard.value = true;
    });
  }

  const off = media.events.on('changed', (kind) => {
    if (kind === 'MICROPHONE') {
      microphone.value = media.get('MICROPHONE');
      listen();
    } else {
      camera.value = media.get('CAMERA');
      preview.value = media.preview();
    }
  });
  listen();

  const stop = (): void => {
    off();
    endLevel();
  };
  onScopeDispose(stop);
  return { microphone, camera, preview, level, heard, allowedBefore, stop };
}

async function allowedBefore(): Promise<boolean> {
  try {
    const states = await Promise.all(
      ['camera', 'microphone'].map((name) =>
        navigator.permissions.query({ name: name as PermissionName }),
      ),
    );
    return states.every((s) => s.state === 'granted');
  } catch {
    // A browser without this question gets the announcement.
    return false;
  }
}
