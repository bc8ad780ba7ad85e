import type { InputCoverage } from '../../core/coverage.ts';
import { unrecognizedInput } from '../../core/errors.ts';
import { explainsErrors } from '../../core/manual-page.ts';
import type { Observations } from '../../core/module.ts';
import type { IisConfig } from '../../input/iis/config.ts';
import type { Ports } from '../../input/ports.ts';
import type { Source } from '../../input/source.ts';
import { type EventSet, eventCollector, noEvents, union } from './events/event-set.ts';
import { headBytes, type InputKind, whatIs } from './events/input-kind.ts';
import { speaks, wantedEvents } from './events/kinds.ts';
import { normalize } from './events/normalize.ts';
import { type SeenWorker, seeWorker } from './events/seen-worker.ts';
import { ownEvents, type UnknownEvents, unknownCollector } from './events/unknown-event.ts';
import type { IisOptions } from './options.ts';

/** What was seen of a host's recycling; bounded by pools and by the caps of `event-set.ts`. */
export interface IisObservations extends Observations {
  readonly inputs: readonly InputCoverage[];
  readonly events: EventSet;
  readonly configs: readonly IisConfig[];
  readonly workers: readonly SeenWorker[];
  /** Absent in an incident saved by an older diag. */
  readonly unknown?: readonly UnknownEvents[];
}

const nothing: IisObservations = { inputs: [], events: noEvents, configs: [], workers: [] };

/** Reads event logs, settings and worker lists, whichever an input turns out to be. */
export async function observe(ports: Ports, options: IisOptions): Promise<IisObservations> {
  let seen = nothing;
  for (const path of options.configs) seen = merge(seen, configSeen(await ports.readConfig(path)));
  for (const path of options.workers)
    seen = merge(seen, workersSeen(await ports.readWorkers(path, settingsOf(options))));
  for (const source of ports.sources) {
    const { head, source: whole } = await ports.peek(source, headBytes);
    seen = merge(seen, await reader[whatIs(head)](ports, whole, options, head));
  }
  refuseNothing(seen, ports.sources);
  return seen;
}

const reader: Readonly<
  Record<InputKind, (ports: Ports, source: Source, options: IisOptions, head: Buffer) => Promise<IisObservations>>
> = {
  config: async (ports, source) => configSeen(await ports.readConfig(source)),
  workers: async (ports, source, options) => workersSeen(await ports.readWorkers(source, settingsOf(options))),
  events: async (ports, source, options, head) => {
    // A page about errors quotes what events say, and none happened.
    const heard = explainsErrors(head.toString().replaceAll('\0', '').split(/\r?\n/)) ? () => false : speaks;
    const reading = ports.events(source, { ...settingsOf(options), wanted, speaks: heard });
    const events = eventCollector();
    const unknown = unknownCollector();
    for await (const record of reading.events) {
      const event = normalize(record);
      if (event === undefined) unknown.add(record);
      else events.add(event);
    }
    return { ...nothing, inputs: [reading.coverage()], events: events.take(), unknown: unknown.take() };
  },
};

/** What has a meaning, and what else IIS itself logs. */
const wanted = [...wantedEvents, ...ownEvents];

const settingsOf = ({ dateOrder, zone, now }: IisOptions) => ({
  now,
  ...(dateOrder === undefined ? {} : { dateOrder }),
  ...(zone === undefined ? {} : { zone }),
});

function configSeen(config: IisConfig): IisObservations {
  const { source, lines, encoding } = config;
  const timeZone = { name: 'none', provenance: 'unknown' } as const;
  const coverage = { source, format: 'iis-config', encoding, lines, understood: lines, timeZone };
  return { ...nothing, inputs: [coverage], configs: [config] };
}

function workersSeen({ workers, coverage }: Awaited<ReturnType<Ports['readWorkers']>>): IisObservations {
  return { ...nothing, inputs: [coverage], workers: workers.flatMap((worker) => seeWorker(worker) ?? []) };
}

/** An input that is empty, or of which nothing but a line that many logs have (`#Version: 1.0`) was understood. */
function refuseNothing(
  { inputs, configs, workers, events, unknown = [] }: IisObservations,
  sources: readonly Source[],
): void {
  const [first] = sources;
  if (first === undefined || configs.length > 0 || workers.length > 0) return;
  const isForeign = events.events.length === 0 && unknown.length === 0;
  // Blank lines are understood, and are of no format.
  const empty = inputs.every(
    ({ format, lines, understood }) => /^(?:text|unknown)$/.test(format) && understood === lines,
  );
  if (!empty && inputs.some(({ understood, lines }) => understood > (isForeign ? lines / 2 : 0))) return;
  throw unrecognizedInput(
    `${inputs.map(({ source }) => source).join(', ')}: ${empty ? 'empty' : 'no Windows events, IIS settings or worker processes in it'}`,
    'give an event-log export (wevtutil epl System System.evtx), EVTX or applicationHost.config',
  );
}

export const merge = (a: IisObservations, b: IisObservations): IisObservations => ({
  inputs: [...a.inputs, ...b.inputs],
  events: union(a.events, b.events),
  configs: [...a.configs, ...b.configs],
  workers: [...a.workers, ...b.workers],
  unknown: [...(a.unknown ?? []), ...(b.unknown ?? [])],
});
