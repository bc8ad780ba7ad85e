import type { DiagModule, InputNeed } from '../../core/module.ts';
import type { Ports } from '../../input/ports.ts';
import { analyze } from './analyze.ts';
import { codes } from './codes.ts';
import { type IisObservations, merge, observe } from './observe.ts';
import { type IisOptions, optionSpecs, parseOptions } from './options.ts';
import { recognize } from './recognize.ts';

/** A forecast and a look at settings need no log; they take one that is piped in. */
const inputNeed = ({ intervalMinutes, configs, workers }: IisOptions): InputNeed =>
  intervalMinutes !== undefined || configs.length > 0 || workers.length > 0 ? 'optional' : 'required';

const module: DiagModule<Ports, IisOptions, IisObservations> = {
  id: 'iis-drift',
  summary: 'IIS app-pool recycles that drift into business hours',
  description:
    'Finds out what recycled IIS application pools, whether the Regular Time Interval drifts into business hours, and when it hits next.',
  argument: { takes: 'files', name: 'file', description: 'event-log exports or EVTX files; - for standard input' },
  options: optionSpecs,
  examples: [
    { command: 'diag iis-drift --interval 1740', does: 'when will the default interval hit business hours?' },
    {
      command: 'wevtutil qe System /f:xml | diag iis-drift',
      does: 'what recycled the pools, and when is the next one?',
    },
  ],
  codes,
  symptoms: [
    { says: 'Short outages that move through the day (IIS)' },
    {
      says: 'When will an IIS recycle interval hit business hours?',
      asks: [{ option: 'interval', question: 'Regular Time Interval of the pool, in minutes', usual: '1740' }],
    },
  ],
  input: inputNeed,
  parseOptions,
  observe,
  merge,
  analyze,
  incidentShape: async () => (await import('./incident-shape.ts')).shape,
  recognize,
};

export default module;
