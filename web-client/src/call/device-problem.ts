import type { BrowserFacts } from './browser';

/**
 * Why no picture or sound can be taken, as a person can act on it. Each has a sentence and an
 * action in the page's words under `device.problem.*`.
 */
export type DeviceProblem =
  /** The person or the system said no. */
  | 'denied'
  /** There is no such device. */
  | 'missing'
  /** Another program holds it. */
  | 'inUse'
  /** Not HTTPS. */
  | 'insecure'
  /** The browser knows no WebRTC. */
  | 'unsupported'
  /** Inside WeChat, in a version that cannot send: open in the system's browser. */
  | 'wechat'
  /** WeChat on a computer receives only. */
  | 'wechatDesktop'
  /** iOS before 14.3. */
  | 'iosTooOld'
  /** Anything else; trying again may help. */
  | 'unknown';

/** What the page's surroundings offer, asked before any device is touched. */
export interface Surroundings {
  secure: boolean;
  canCapture: boolean;
  canConnect: boolean;
  browser: BrowserFacts;
}

/** A problem known before asking for a device, if any. */
export function obstacle(at: Surroundings): DeviceProblem | undefined {
  if (!at.secure) return 'insecure';
  if (at.canCapture && at.canConnect) return undefined;
  if (at.browser.wechatDesktop) return 'wechatDesktop';
  if (at.browser.iosTooOld) return 'iosTooOld';
  return at.browser.wechat ? 'wechat' : 'unsupported';
}

const BY_NAME: Record<string, DeviceProblem> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'inUse',
  TrackStartError: 'inUse',
  AbortError: 'inUse',
};

/** Classifies what `getUserMedia` threw, by the names of the Media Capture specification §10.2. */
export function classify(error: unknown): DeviceProblem {
  const name = error instanceof Error || isDomException(error) ? error.name : '';
  return BY_NAME[name] ?? 'unknown';
}

function isDomException(error: unknown): error is DOMException {
  return typeof DOMException !== 'undefined' && error instanceof DOMException;
}
