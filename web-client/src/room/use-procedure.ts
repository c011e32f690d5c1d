import { computed, type ComputedRef } from 'vue';
import type { MoveUnion, Procedure, Stage } from '../generated/protocol';
import { useRoom } from './room-key';

/** Stages of a hearing in their order; that of a challenge stands apart. */
export const STAGES: readonly Stage[] = [
  'PREPARATION',
  'DISCIPLINE',
  'OPENING',
  'RIGHTS',
  'STATEMENTS',
  'EVIDENCE',
  'TESTIMONY',
  'APPRAISAL',
  'DEBATE',
  'FINAL_OPINIONS',
  'COURT_MEDIATION',
  'JUDGMENT',
  'CLOSING',
  'RECORD_CHECK',
];

/** Stages at which sides speak in turns. */
export const TURN_STAGES: readonly Stage[] = ['STATEMENTS', 'EVIDENCE', 'DEBATE', 'FINAL_OPINIONS'];

interface UseProcedure {
  procedure: ComputedRef<Procedure | undefined>;
  /** Who leads: a host, or the clerk of a hearing. */
  leads: ComputedRef<boolean>;
  proceed: (move: MoveUnion) => Promise<boolean>;
  nameOf: (participantId: string) => string;
}

/** The procedure of the sitting and how to ask for a step of it. */
export function useProcedure(): UseProcedure {
  const room = useRoom();
  return {
    procedure: computed(() => room.state.value.procedure),
    leads: computed(
      () =>
        room.host.value ||
        (room.state.value.sitting?.kind === 'HEARING' && room.state.value.you?.role === 'CLERK'),
    ),
    proceed: (move) => room.act(() => room.call.request({ type: 'proceed', move })),
    nameOf: (participantId) =>
      room.state.value.roster.find((p) => p.participantId === participantId)?.name ?? '',
  };
}
