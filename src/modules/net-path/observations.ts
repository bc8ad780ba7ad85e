import type { Observations } from '../../core/module.ts';
import type { Capture } from './capture/capture.ts';
import type { GivenSession } from './session/session.ts';

/** Questions of `--queries`, as they stand in the file. */
export interface Questions {
  readonly source: string;
  readonly lines: readonly string[];
}

/** What was read: of each namespace on the way, the answers that bear on the flow. */
export interface NetObservations extends Observations {
  readonly capture: Capture;
  readonly questions?: Questions;
  /** Read from this machine just now, not from a stream. */
  readonly live: boolean;
  /** Texts of network tools that somebody copied out of a terminal. */
  readonly sessions?: readonly GivenSession[];
}

export const merge = (a: NetObservations, b: NetObservations): NetObservations => ({
  inputs: [...a.inputs, ...b.inputs],
  capture: { namespaces: [...a.capture.namespaces, ...b.capture.namespaces] },
  ...((a.questions ?? b.questions) === undefined ? {} : { questions: (a.questions ?? b.questions) as Questions }),
  live: a.live || b.live,
  ...((a.sessions ?? b.sessions) === undefined ? {} : { sessions: [...(a.sessions ?? []), ...(b.sessions ?? [])] }),
});
