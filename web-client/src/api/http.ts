import { ApiError } from './error';

export interface CallOptions {
  body?: unknown;
  /** Sent as it is, in place of a body. */
  file?: Blob;
  query?: Record<string, string | number | boolean | undefined>;
  signal?: AbortSignal | undefined;
}

let language = 'zh-CN';

/** The language the server answers in. */
export function speakToServer(locale: string): void {
  language = locale;
}

function address(path: string, query: CallOptions['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

/** One HTTP call; throws an `ApiError` unless the answer is 2xx. */
export async function send(
  method: string,
  path: string,
  options: CallOptions = {},
  accessToken?: string,
): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': language,
  };
  if (accessToken) headers['Authorization'] = `Bearer ${accessToken}`;
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(options.body);
  }
  if (options.file) init.body = options.file;
  if (options.signal) init.signal = options.signal;
  const response = await reach(address(path, options.query), init);
  if (!response.ok) throw await ApiError.refused(response);
  return response;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw ApiError.unreachable();
  }
}

/** The answer's JSON, or undefined where there is none (204). */
export async function json<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}
