import type { Origin, PoolConfig, PoolSettings, ScheduleEntry, Setting } from './config.ts';
import { type AttributeName, type PoolAttribute, poolAttributes } from './pool-attributes.ts';
import { parseTimeSpan } from './time-span.ts';
import { descendants, type Element, elementAt } from './xml-tree.ts';

const daySeconds = 86_400;

/** The pools of a document and what their defaults are. */
export function poolsOf(top: Element): { pools: PoolConfig[]; defaults: PoolSettings } {
  const sections = [...descendants(top, 'applicationPools')];
  const defaults = sections.flatMap((section) => [...section.children]).find(isDefaults);
  const pools = sections.length > 0 ? sections.flatMap((section) => section.children) : asPools(top.children);
  return {
    pools: pools
      .filter((pool) => pool.name === 'add' && pool.attributes['name'] !== undefined)
      .map((pool) => ({
        name: pool.attributes['name'] ?? '',
        line: pool.line,
        ...settingsOf(pool, 'explicit', defaults),
      })),
    defaults: settingsOf(defaults, 'defaults', undefined),
  };
}

/** How diag names a pool of which only the settings are given. */
const unnamed = '(name not in the export)';

/** `<add>` elements, or the one pool that a lone `<recycling>` or `<periodicRestart>` is of. */
function asPools(elements: readonly Element[]): readonly Element[] {
  // What `appcmd list apppool /config /xml` puts around them.
  const [only] = elements;
  if (only?.name === 'appcmd' || only?.name === 'APPPOOL') return asPools(elements.flatMap(({ children }) => children));
  const piece = elements.find(({ name }) => name === 'recycling' || name === 'periodicRestart');
  if (piece === undefined) return elements;
  const { line } = piece;
  const recycling = piece.name === 'recycling' ? piece : { name: 'recycling', attributes: {}, line, children: [piece] };
  return [{ name: 'add', attributes: { name: unnamed }, line, children: [recycling] }];
}

const isDefaults = ({ name }: Element): boolean => name === 'applicationPoolDefaults';

function settingsOf(own: Element | undefined, origin: Origin, defaults: Element | undefined): PoolSettings {
  const settings: Record<string, unknown> = {};
  for (const name of Object.keys(poolAttributes) as AttributeName[]) {
    const attribute = poolAttributes[name];
    settings[name] = written(own, attribute, origin) ??
      written(defaults, attribute, 'defaults') ?? { value: attribute.schema, origin: 'schema' };
  }
  const flags = flagsOf(own, origin) ?? flagsOf(defaults, 'defaults');
  if (flags !== undefined) settings['logEventOnRecycle'] = flags;
  settings['schedule'] = scheduleOf(own, origin, scheduleOf(defaults, 'defaults', []));
  return settings as unknown as PoolSettings;
}

function written(
  pool: Element | undefined,
  { path, attribute, parse, schema }: PoolAttribute,
  origin: Origin,
): Setting<unknown> | undefined {
  const element = elementAt(pool, path);
  const text = element?.attributes[attribute];
  if (element === undefined || text === undefined) return undefined;
  const value = parse(text);
  const base = { value: value ?? schema, origin, written: text, line: element.line };
  return value === undefined ? { ...base, invalid: true } : base;
}

function flagsOf(pool: Element | undefined, origin: Origin): Setting<readonly string[]> | undefined {
  const element = elementAt(pool, 'recycling');
  const text = element?.attributes['logEventOnRecycle'];
  if (element === undefined || text === undefined) return undefined;
  const value = text
    .split(',')
    .map((flag) => flag.trim())
    .filter((flag) => flag !== '' && flag !== 'None');
  return { value, origin, written: text, line: element.line };
}

/** Inherited entries stay unless `<clear/>` drops them; entries are keyed by their value. */
function scheduleOf(
  pool: Element | undefined,
  origin: Origin,
  inherited: readonly ScheduleEntry[],
): readonly ScheduleEntry[] {
  let entries = [...inherited];
  for (const child of elementAt(pool, 'recycling/periodicRestart/schedule')?.children ?? []) {
    const text = child.attributes['value'] ?? '';
    const seconds = parseTimeSpan(text);
    if (child.name === 'clear') entries = [];
    else if (child.name === 'add' && seconds !== undefined && seconds < daySeconds) {
      entries = entries.filter((entry) => entry.seconds !== seconds);
      entries.push({ seconds, written: text, origin, line: child.line });
    }
  }
  return entries;
}
