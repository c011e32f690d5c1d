import type { DeviceCheck } from '../generated/protocol';
import type { Invitation } from '../api/types';

/** A listener has nothing to check: neither microphone nor camera is opened. */
export const LISTENER_CHECKS: DeviceCheck = {
  microphone: false,
  camera: false,
  speaker: true,
  browser: '',
};

/** Whether somebody only looks and listens: to a lecture, or in the gallery of a hearing. */
export function isListener(invitation: Invitation | undefined): boolean {
  return (
    invitation?.role === 'OBSERVER' &&
    (invitation.kind === 'LECTURE' || invitation.kind === 'HEARING')
  );
}
