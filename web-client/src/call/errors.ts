import type { Problem } from '../generated/protocol';

/** Why a request over the signalling connection did not succeed. */
export type SignalFailure = 'offline' | 'refused';

/** A request that failed. `problem` is the server's when it refused. */
export class SignalError extends Error {
  private constructor(
    readonly reason: SignalFailure,
    message: string,
    readonly problem?: Problem,
  ) {
    super(message);
    this.name = 'SignalError';
  }

  static offline(): SignalError {
    return new SignalError('offline', 'the signalling connection is down');
  }

  static refused(problem: Problem): SignalError {
    return new SignalError('refused', problem.id, problem);
  }
}

/**
 * No ticket was given.
 *
 * `lasting` says whether asking again is of no use (the link was revoked, the sitting is over);
 * otherwise the network was away.
 */
export class TicketError extends Error {
  constructor(
    readonly lasting: boolean,
    readonly problemId: string,
    readonly sentence: string,
  ) {
    super(problemId);
    this.name = 'TicketError';
  }
}
