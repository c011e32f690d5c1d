/** What matters of the browser for a call. Features decide; the name only chooses the advice. */
export interface BrowserFacts {
  /** Short name and major version, such as `WeChat 8` or `Chrome 150`; never a full user agent. */
  name: string;
  wechat: boolean;
  /** WeChat for Windows or macOS, whose pages cannot use a camera. */
  wechatDesktop: boolean;
  ios: boolean;
  phone: boolean;
  /** iOS before 14.3 gives in-app browsers no camera. */
  iosTooOld: boolean;
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\/(\d+)/, 'WeChat'],
  [/Edg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/HuaweiBrowser\/(\d+)/, 'Huawei'],
  [/MiuiBrowser\/(\d+)/, 'Xiaomi'],
  [/QQBrowser\/(\d+)/, 'QQ'],
  [/UCBrowser\/(\d+)/, 'UC'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];

export function readBrowser(userAgent: string): BrowserFacts {
  const wechat = /MicroMessenger/i.test(userAgent);
  const wechatDesktop = wechat && /WindowsWechat|MacWechat|Windows NT|Macintosh/i.test(userAgent);
  const ios = /iPhone|iPad|iPod/.test(userAgent);
  return {
    name: shortName(userAgent),
    wechat,
    wechatDesktop,
    ios,
    phone: ios || /Android|Mobile|HarmonyOS/.test(userAgent),
    iosTooOld: ios && iosVersion(userAgent) < 14.3,
  };
}

function shortName(userAgent: string): string {
  for (const [pattern, name] of NAMES) {
    const found = pattern.exec(userAgent);
    if (found) return `${name} ${found[1] ?? ''}`.trim();
  }
  return 'other';
}

function iosVersion(userAgent: string): number {
  const found = /OS (\d+)_(\d+)/.exec(userAgent);
  return found ? Number(`${found[1]}.${found[2]}`) : Number.POSITIVE_INFINITY;
}
