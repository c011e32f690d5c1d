import { computed, type ComputedRef } from 'vue';
import type { MoveUnion, Procedure, Role, Side, Stage } from '../generated/protocol';
import { observes } from '../call/call-state';
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

/** Who presents evidence and answers it: parties and who acts for them. */
const SPEAKERS: readonly Role[] = [
  'PLAINTIFF',
  'DEFENDANT',
  'THIRD_PARTY',
  'APPLICANT',
  'RESPONDENT',
  'GUARDIAN',
  'AGENT',
];

interface UseProcedure {
  procedure: ComputedRef<Procedure | undefined>;
  /** Whether this person takes the steps of the procedure. */
  leads: ComputedRef<boolean>;
  /** Whether this person lets in, mutes, cautions and calls the roll. */
  keepsOrder: ComputedRef<boolean>;
  /** Whether this person decides what the host, in a hearing the judge, decides alone. */
  presides: ComputedRef<boolean>;
  proceed: (move: MoveUnion) => Promise<boolean>;
  nameOf: (participantId: string) => string;
  /** Whether the sitting is a hearing. */
  hearing: ComputedRef<boolean>;
  /** Whether this person sits in the gallery and sends nothing. */
  gallery: ComputedRef<boolean>;
  mySide: ComputedRef<Side | undefined>;
  /** Whether this person presents evidence now. */
  mayPresent: ComputedRef<boolean>;
  /** Ids of evidence this person's side has still to answer. */
  unanswered: ComputedRef<string[]>;
  /** The stage that comes next, where one may enter it. */
  next: ComputedRef<Stage | undefined>;
}

/** The procedure of the sitting and how to ask for a step of it. */
export function useProcedure(): UseProcedure {
  const room = useRoom();
  const procedure = computed(() => room.state.value.procedure);
  const you = computed(() => room.state.value.you);
  const hearing = computed(() => room.state.value.sitting?.kind === 'HEARING');
  const mySide = computed(() => you.value?.side);
  const speaksForSide = computed(
    () => mySide.value !== undefined && SPEAKERS.includes(you.value?.role ?? 'OBSERVER'),
  );
  const atEvidence = computed(
    () => procedure.value?.stage === 'EVIDENCE' && procedure.value.room === 'MAIN',
  );
  return {
    procedure,
    hearing,
    gallery: computed(() => observes(you.value, room.state.value.sitting)),
    mySide,
    mayPresent: computed(
      () => atEvidence.value && speaksForSide.value && procedure.value?.turn === mySide.value,
    ),
    unanswered: computed(() =>
      atEvidence.value && speaksForSide.value
        ? (procedure.value?.evidence ?? [])
            .filter((e) => e.by !== mySide.value && !e.opinions.some((o) => o.by === mySide.value))
            .map((e) => e.evidenceId)
        : [],
    ),
    next: computed(() => {
      const at = STAGES.indexOf(procedure.value?.stage ?? 'OPEN');
      const after = at < 0 ? undefined : STAGES[at + 1];
      return after && procedure.value?.stages.includes(after) ? after : undefined;
    }),
    leads: computed(() => procedure.value?.rights.lead ?? false),
    keepsOrder: computed(() => procedure.value?.rights.keepOrder ?? false),
    presides: computed(() => procedure.value?.rights.preside ?? false),
    proceed: (move) => room.act(() => room.call.request({ type: 'proceed', move })),
    nameOf: (participantId) =>
      room.state.value.roster.find((p) => p.participantId === participantId)?.name ?? '',
  };
}
