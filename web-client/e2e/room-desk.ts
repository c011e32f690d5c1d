import type { JoinLink, RoomTicket, Sitting } from '../src/api/types';

/** Where the server under test listens, and a demo mediator whose day is still empty. */
export const BASE_URL = process.env['SERVER_URL'] ?? '';
export const USERNAME = process.env['MAPLE_HOST'] ?? 'mediator3';
export const PASSWORD = process.env['MAPLE_PASSWORD'] ?? 'maple-demo-2026';

/** A sitting booked for now, and the links of its two parties. */
export interface Booked {
  sitting: Sitting;
  caseId: string;
  applicantUrl: string;
  respondentUrl: string;
}

/** A call the server refused, with the problem it answered. */
class Refusal extends Error {
  constructor(
    message: string,
    readonly problem: string,
  ) {
    super(message);
  }
}

/** Calls of a member of staff over HTTP, as the pages make them. */
export class Desk {
  private constructor(private readonly token: string) {}

  static async signIn(
    username = USERNAME,
  ): Promise<{ desk: Desk; staffId: string; orgCode: string }> {
    const response = await fetch(`${BASE_URL}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: PASSWORD }),
    });
    if (!response.ok) throw new Error(`sign in: ${response.status} ${await response.text()}`);
    const session = (await response.json()) as {
      accessToken: string;
      staff: { id: string; orgCode: string };
    };
    return {
      desk: new Desk(session.accessToken),
      staffId: session.staff.id,
      orgCode: session.staff.orgCode,
    };
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${BASE_URL}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Refusal(`${method} ${path}: ${response.status} ${text}`, text);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  ticket(sittingId: string): Promise<RoomTicket> {
    return this.ask('POST', `/sittings/${sittingId}/ticket`);
  }
}

const MINUTE = 60_000;

/** Books from now on, or from the end of what an earlier run has left in the host's day. */
export async function soonest(desk: Desk, sitting: object): Promise<Sitting> {
  let start = Date.now() + MINUTE;
  for (;;) {
    try {
      return await desk.ask<Sitting>('POST', '/sittings', {
        ...sitting,
        startsAt: new Date(start).toISOString(),
        endsAt: new Date(start + 20 * MINUTE).toISOString(),
      });
    } catch (e) {
      const clash =
        e instanceof Refusal && /"id":"schedule.clash".*"endsAt":"([^"]+)"/.exec(e.problem);
      if (!clash) throw e;
      start = Date.parse(clash[1] ?? '');
    }
  }
}

/** A case with two parties. */
interface CaseFile {
  id: string;
  parties: { id: string; side: string }[];
}

/** Registers a case with two parties. */
export async function register(desk: Desk, orgCode: string): Promise<CaseFile> {
  const categories = await desk.ask<{ code: string; name: string }[]>('GET', '/categories');
  // What is agreed in a family case would be signed on paper (ESL 3).
  const category = categories.find((one) => one.name.includes('交通'));
  return desk.ask<CaseFile>('POST', '/cases', {
    title: '陈秀珍与杨强交通事故赔偿',
    category: category?.code,
    facts: '摩托车在村口相撞，一人受伤。',
    demand: '赔偿医药费。',
    orgCode,
    parties: [
      { name: '陈秀珍', phone: '13800000001', side: 'APPLICANT', flags: [] },
      { name: '杨强', phone: '13800000002', side: 'RESPONDENT', flags: [] },
    ],
  });
}

/** Makes the link of whoever has a role in a sitting. */
export async function linkOf(desk: Desk, sitting: Sitting, role: string): Promise<string> {
  const participant = sitting.participants.find((p) => p.role === role && !p.host);
  const path = `/sittings/${sitting.id}/participants/${participant?.id}/link`;
  const { url } = await desk.ask<JoinLink>('POST', path);
  return new URL(new URL(url).pathname, BASE_URL).href;
}

/** Registers a case with two parties, books a sitting that starts now and makes both links. */
export async function book(): Promise<Booked> {
  const { desk, staffId, orgCode } = await Desk.signIn();
  const file = await register(desk, orgCode);
  const sitting = await soonest(desk, {
    caseId: file.id,
    kind: 'MEDIATION',
    hostId: staffId,
    participants: file.parties.map((p) => ({ partyId: p.id, role: p.side })),
  });
  const whole = await desk.ask<Sitting>('GET', `/sittings/${sitting.id}`);
  return {
    sitting: whole,
    caseId: file.id,
    applicantUrl: await linkOf(desk, whole, 'APPLICANT'),
    respondentUrl: await linkOf(desk, whole, 'RESPONDENT'),
  };
}
