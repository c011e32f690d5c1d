import { expect, test } from 'vitest';
import { readBrowser } from './browser';
import { classify, obstacle, type Surroundings } from './device-problem';

const IOS_13 = 'Mozilla/5.0 (iPhone; CPU iPhone OS 13_7 like Mac OS X) MicroMessenger/8.0.30';

function at(userAgent: string, over: Partial<Surroundings> = {}): Surroundings {
  const browser = readBrowser(userAgent);
  return { secure: true, canCapture: true, canConnect: true, browser, ...over };
}

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'inUse'],
  ['AbortError', 'inUse'],
  ['SomethingNewError', 'unknown'],
])('%s is told as %s', (name, problem) => {
  expect(classify(new DOMException('', name))).toBe(problem);
});

test('what is thrown and is no error stays unknown', () => {
  expect(classify('no')).toBe('unknown');
});

test('features decide, not the name of the browser', () => {
  expect(obstacle(at(IOS_13))).toBeUndefined();
  expect(obstacle(at('MicroMessenger/8 WindowsWechat'))).toBeUndefined();
});

test('the advice fits the browser that cannot send', () => {
  const unable = { canCapture: false };
  expect(obstacle(at(IOS_13, unable))).toBe('iosTooOld');
  expect(obstacle(at('Windows NT 10.0 MicroMessenger/7 WindowsWechat', unable))).toBe(
    'wechatDesktop',
  );
  expect(obstacle(at('Android 9 MicroMessenger/7', unable))).toBe('wechat');
  expect(obstacle(at('Android 5', unable))).toBe('unsupported');
  expect(obstacle(at('Android 12', { secure: false }))).toBe('insecure');
});
