import { expect, test } from 'vitest';
import { readBrowser } from './browser';

const ANDROID_WECHAT =
  'Mozilla/5.0 (Linux; Android 12; V2055A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 ' +
  'Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202 MicroMessenger/8.0.47';
const OLD_IPHONE_WECHAT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 13_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like ' +
  'Gecko) Mobile/15E148 MicroMessenger/8.0.30(0x18001e2f) NetType/4G Language/zh_CN';
const WINDOWS_WECHAT =
  'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 ' +
  'Safari/537.36 MicroMessenger/7.0.20.1781 NetType/WIFI WindowsWechat(0x63090a13)';
const DESKTOP_CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 ' +
  'Safari/537.36';

test('WeChat on Android is a phone browser that may send', () => {
  expect(readBrowser(ANDROID_WECHAT)).toEqual({
    name: 'WeChat 8',
    wechat: true,
    wechatDesktop: false,
    ios: false,
    phone: true,
    iosTooOld: false,
  });
});

test('an iPhone before 14.3 is too old', () => {
  expect(readBrowser(OLD_IPHONE_WECHAT).iosTooOld).toBe(true);
  expect(readBrowser(OLD_IPHONE_WECHAT.replace('13_7', '14_3')).iosTooOld).toBe(false);
  expect(readBrowser(OLD_IPHONE_WECHAT.replace('13_7', '17_0')).iosTooOld).toBe(false);
});

test('WeChat on a computer is told apart from WeChat on a phone', () => {
  expect(readBrowser(WINDOWS_WECHAT).wechatDesktop).toBe(true);
});

test('a desktop browser is no phone, and its name carries no more than the major version', () => {
  expect(readBrowser(DESKTOP_CHROME)).toMatchObject({
    name: 'Chrome 150',
    phone: false,
  });
});
