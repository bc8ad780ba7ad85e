import type { Tone } from '../../core/view.ts';
import type { EndpointState, StateKind } from './state.ts';

const tones: Readonly<Partial<Record<StateKind, Tone>>> = {
  ok: 'good',
  alive: 'good',
  locked: 'good',
  starting: 'warning',
  stopping: 'warning',
  untrusted: 'warning',
  'refuses-us': 'warning',
  'wrong-scheme': 'warning',
  odd: 'warning',
  failing: 'bad',
  refused: 'bad',
  silent: 'bad',
  reset: 'bad',
  unreachable: 'warning',
  unknown: 'muted',
  'n/a': 'muted',
};

/** A state as tables and maps show it; silence where nothing says that something listens is no fault. */
export const shownState = ({ endpoint, kind }: EndpointState): { readonly text: string; readonly tone: Tone } =>
  endpoint.assumed && kind === 'refused'
    ? { text: 'not there', tone: 'muted' }
    : { text: kind, tone: tones[kind] ?? 'plain' };
