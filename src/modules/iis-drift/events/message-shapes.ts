import type { EventKind } from './kinds.ts';

/** A message of an export that names no provider (LogMonitor, bare quotes of a forum post). */
interface Shape {
  readonly kind: EventKind;
  /** As a provider would be normalized. */
  readonly provider: 'WAS' | 'IIS ASPNETCORE MODULE V2' | 'CONFIGURATION';
  /** Ids the text appears under; IIS 6 has them 4000 lower. */
  readonly id: number;
  readonly words: RegExp;
}

const ancm = 'IIS ASPNETCORE MODULE V2';

/** English texts: TechNet dd349270, cc735206, dd364096; aspnetcore_msg.mc. */
const shapes: readonly Shape[] = [
  { kind: 'interval', provider: 'WAS', id: 5074, words: /reached its allowed processing time limit/ },
  { kind: 'requests', provider: 'WAS', id: 5075, words: /reached its allowed request limit/ },
  { kind: 'schedule', provider: 'WAS', id: 5076, words: /reached its scheduled recycle time/ },
  { kind: 'virtual-memory', provider: 'WAS', id: 5077, words: /reached its virtual memory limit/ },
  { kind: 'private-memory', provider: 'WAS', id: 5117, words: /reached its private bytes memory limit/ },
  {
    kind: 'isapi',
    provider: 'WAS',
    id: 5078,
    words: /^An ISAPI reported an unhealthy condition to its worker process/,
  },
  {
    kind: 'manual',
    provider: 'WAS',
    id: 5079,
    words: /^An administrator has requested a recycle of all worker processes/,
  },
  { kind: 'pool-config', provider: 'WAS', id: 5080, words: /being recycled due to 1 or more configuration changes/ },
  { kind: 'config-store', provider: 'WAS', id: 5081, words: /detected problems with the IIS configuration store/ },
  { kind: 'idle', provider: 'WAS', id: 5186, words: /was shutdown due to inactivity/ },
  {
    kind: 'pool-disabled',
    provider: 'WAS',
    id: 5002,
    words: /is being automatically disabled due to a series of failures/,
  },
  {
    kind: 'crash',
    provider: 'WAS',
    id: 5009,
    words: /^A process serving application pool .{1,300} terminated unexpectedly/,
  },
  {
    kind: 'ping',
    provider: 'WAS',
    id: 5010,
    words: /^A process serving application pool .{1,300} failed to respond to a ping/,
  },
  {
    kind: 'crash',
    provider: 'WAS',
    id: 5011,
    words: /suffered a fatal communication error with the Windows Process Activation/,
  },
  { kind: 'start-timeout', provider: 'WAS', id: 5012, words: /exceeded time limits during start ?up/ },
  { kind: 'stop-timeout', provider: 'WAS', id: 5013, words: /exceeded time limits during shut ?down/ },
  { kind: 'overlap-failed', provider: 'WAS', id: 5093, words: /failed to overlap recycle for application pool/ },
  { kind: 'app-stopped', provider: ancm, id: 1033, words: /^Application '.{1,400}' has shutdown\.?(?:\s|$)/ },
  { kind: 'app-started', provider: ancm, id: 1032, words: /^Application '.{1,400}' started successfully\.?(?:\s|$)/ },
  {
    kind: 'app-offline',
    provider: ancm,
    id: 1012,
    words: /^Application '.{1,400}' was recycled (?:after|due to) .{0,80}(?:app_offline|file change)/,
  },
  {
    kind: 'app-config',
    provider: ancm,
    id: 1021,
    words: /^Application '.{1,400}' was recycled due to configuration change/,
  },
  {
    kind: 'app-failed',
    provider: ancm,
    id: 1018,
    words: /^Application '.{1,400}' (?:failed to start|has exited from Program\.Main|hit unexpected managed exception)/,
  },
  {
    kind: 'config-changed',
    provider: 'CONFIGURATION',
    id: 29,
    words: /^Changes to '.{1,1000}' at '.{1,400}' have successfully been committed/,
  },
  // What appcmd and Microsoft.Web.Administration answer; other collections have such entries too, but none whose value is a time.
  {
    kind: 'schedule-refused',
    provider: 'CONFIGURATION',
    id: 0,
    words:
      /Cannot add duplicate collection entry of type 'add' with unique key attribute 'value' set to '\d{1,2}:\d{2}(?::\d{2})?'/,
  },
];

/** What a message says, where no provider says it. The id, where the export has one, must be one of the text's. */
export function shapeOf(message: string, id: number): Shape | undefined {
  const text = message.slice(0, 2000).trim();
  const shape = shapes.find(({ words }) => words.test(text));
  if (shape === undefined) return undefined;
  const ids = shape.provider === 'WAS' ? [shape.id, shape.id - 4000] : undefined;
  return id === 0 || ids === undefined || ids.includes(id) ? shape : undefined;
}
