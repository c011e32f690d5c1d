/** Why a call did not succeed. */
export type ApiFailure = 'refused' | 'offline' | 'unreachable' | 'signed-out';

/** A call that did not succeed, with the server's own sentence when it gave one. */
export class ApiError extends Error {
  private constructor(
    readonly failure: ApiFailure,
    /** Stable id of the problem, such as `schedule.clash`. */
    readonly id: string,
    readonly status: number,
    /** A sentence a person can act on, in the language asked for; empty if the server gave none. */
    readonly sentence: string,
    /** All members of the problem, for those that carry more (RFC 9457 §3.2). */
    readonly members: Readonly<Record<string, unknown>>,
  ) {
    super(`${failure} ${id}`);
  }

  static async refused(response: Response): Promise<ApiError> {
    const members = await problemMembers(response);
    const text = (name: string): string => {
      const value = members[name];
      return typeof value === 'string' ? value : '';
    };
    const id = text('id') || `http.${response.status}`;
    return new ApiError('refused', id, response.status, text('detail') || text('title'), members);
  }

  static unreachable(): ApiError {
    const failure = navigator.onLine ? 'unreachable' : 'offline';
    return new ApiError(failure, `network.${failure}`, 0, '', {});
  }

  static signedOut(): ApiError {
    return new ApiError('signed-out', 'session.ended', 401, '', {});
  }
}

async function problemMembers(response: Response): Promise<Record<string, unknown>> {
  if (!response.headers.get('content-type')?.includes('json')) return {};
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The sentence to show for whatever was thrown; `t` speaks the language of the page. */
export function sentenceOf(
  thrown: unknown,
  t: (key: string, values?: Record<string, unknown>) => string,
): string {
  if (!(thrown instanceof ApiError)) return t('common.error.unexpected', { id: 'page.unexpected' });
  if (thrown.sentence) return thrown.sentence;
  switch (thrown.failure) {
    case 'offline':
      return t('common.error.offline');
    case 'unreachable':
      return t('common.error.unreachable');
    case 'signed-out':
      return t('common.error.signedOut');
    case 'refused':
      return t('common.error.unexpected', { id: thrown.id });
  }
}
