import type { DiagModule } from '../../core/module.ts';
import type { Ports } from '../../input/ports.ts';
import { analyze } from './analyze.ts';
import { codes } from './codes.ts';
import { merge } from './merge.ts';
import type { SmtpObservations } from './observations.ts';
import { observe } from './observe.ts';
import { optionSpecs, parseOptions, type SmtpOptions } from './options.ts';
import { recognize } from './recognize.ts';

const module: DiagModule<Ports, SmtpOptions, SmtpObservations> = {
  id: 'smtp-throttle',
  summary: 'why a handful of e-mails failed: throttling told from everything else',
  description:
    'Reads application logs, mail logs and tables of sent mails, classifies every failure by the words of the server, and says whether mails were throttled, by which limit, and which are safe to send again.',
  argument: { takes: 'files', name: 'file', description: 'logs, bounces or table exports; - for standard input' },
  options: optionSpecs,
  examples: [
    { command: 'tail -n 100000 app.log | diag smtp-throttle', does: 'why did a handful of e-mails fail?' },
    {
      command: 'diag smtp-throttle mails.csv --map status=state,time=sent_at',
      does: 'the same from a table of sent mails',
    },
  ],
  codes,
  symptoms: [{ says: 'Some e-mails of a batch failed' }],
  input: () => 'required',
  parseOptions,
  observe,
  merge,
  analyze,
  incidentShape: async () => (await import('./incident-shape.ts')).shape,
  recognize,
};

export default module;
