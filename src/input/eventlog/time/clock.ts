import type { TimeZone } from '../../../core/coverage.ts';
import { unrecognizedInput } from '../../../core/errors.ts';
import { rfc3339 } from '../../../core/time/rfc3339.ts';
import { dayMs, hourMs, minuteMs } from '../../../core/time/units.ts';
import { instantsOf, offsetMinutes, offsetName } from '../../../core/time/zone.ts';
import { fileTimeIn } from '../../../core/windows-events/file-time.ts';
import type { EventRecord, EventSettings, EventTime } from '../event.ts';
import type { RawEvent } from '../raw-event.ts';
import { DateOrderFinder, instantOf, isDoubtful } from './date-order.ts';
import { type DateText, parseDateText } from './date-text.ts';

/** Events that wait for a date order to show; beyond, what is known must do. */
const maxWaiting = 20_000;
const maxOffsets = 10_000;
const utcZone: TimeZone = { name: 'UTC', provenance: 'from log' };
const unknownZone: TimeZone = { name: 'unknown', provenance: 'unknown' };

/** Turns the times of one input into EventTimes; holds events back while nothing settles the order of their dates. */
export class EventClock {
  readonly order: DateOrderFinder;
  readonly #source: string;
  readonly #settings: EventSettings;
  #waiting: RawEvent[] = [];
  /** Minutes ahead of UTC, from an event that shows local time and UTC. */
  #derived: number | undefined;
  #last: number | undefined;
  #lastDay = '';
  /** The days seen so far that can be read in two ways; others and times without a day are not compared with them. */
  readonly #doubtful = new Set<string>();
  /** All is of one day that can be read in two ways: the time of day is sure, and which day matters little. */
  #ofOneDay = false;
  readonly #offsets = new Map<number, number | undefined>();
  /** The zones used so far, by name. */
  readonly zones = new Map<string, TimeZone>();

  constructor(source: string, settings: EventSettings) {
    this.#source = source;
    this.#settings = settings;
    this.order = new DateOrderFinder(settings.dateOrder);
  }

  /** Lets the finder see the date of an event, wanted or not; in the order of the input. */
  seeEvent<E extends RawEvent>(event: E): E {
    if (event.time === undefined || !('text' in event.time)) return event;
    const { text } = event.time;
    this.see(text);
    if (this.order.settled !== undefined || this.order.doubtful === undefined) return event;
    const instant = event.utcToo ?? fileTimeIn(event.message ?? '');
    const date = instant === undefined ? undefined : parseDateText(text);
    if (date !== undefined && instant !== undefined) this.order.near(date, instant, text);
    return event;
  }

  see(text: string): void {
    if (this.order.settled !== undefined) return;
    // Rows of one day tell no more than the first of them.
    const day = text.slice(0, text.indexOf(' ') + 1);
    if (day !== '' && day === this.#lastDay) return;
    this.#lastDay = day;
    const date = parseDateText(text);
    if (date === undefined) return;
    this.order.see(date, text);
    if (isDoubtful(date)) this.#doubtful.add(date.numbers.join());
  }

  /** Whether the dates of events that are not wanted can still tell something. */
  get needsMore(): boolean {
    return this.order.needsMore;
  }

  /** Events whose dates were all seen; returns those whose times are settled. */
  take(events: readonly RawEvent[]): EventRecord[] {
    const doubt = this.order.settled === undefined && this.order.doubtful !== undefined;
    if (!doubt && this.#waiting.length === 0) return events.map((event) => this.#settle(event));
    this.#waiting.push(...events);
    if (doubt && this.#waiting.length < maxWaiting) return [];
    return this.flush();
  }

  /** All that waits. Throws where dates can be read in two ways and nothing tells which. */
  flush(): EventRecord[] {
    const events = this.#waiting;
    this.#waiting = [];
    if (events.length > 0) this.conclude();
    return events.map((event) => this.#settle(event));
  }

  /** Settles the order of dates with what was seen; throws as `flush` does, where days matter even for dates of one day. */
  conclude(daysMatter = false): void {
    if (this.order.conclude() !== undefined || this.order.doubtful === undefined) return;
    this.#ofOneDay = this.#doubtful.size === 1 && !daysMatter;
    if (this.#ofOneDay) return;
    throw unrecognizedInput(
      `${this.#source}: ${this.order.doubtful} can be read day first or month first, and nothing in the input tells`,
      'give --date-order dmy or --date-order mdy',
    );
  }

  #settle(raw: RawEvent): EventRecord {
    const time = this.timeOf(raw.time, raw.utcToo);
    if (raw.utcToo === undefined) return { ...raw, time, source: this.#source };
    const { utcToo: _, ...event } = raw;
    return { ...event, time, source: this.#source };
  }

  timeOf(time: RawEvent['time'], utcToo?: number): EventTime {
    if (time === undefined) return { precision: 'second', lacks: 'time', zone: unknownZone };
    if ('utc' in time) return this.#known(time.utc, { precision: time.precision, zone: utcZone });
    const parsed = parseDateText(time.text);
    const date = this.#sure(parsed);
    const wall = date === undefined ? undefined : this.#wallClock(date);
    if (date === undefined || wall === undefined) return { precision: 'second', lacks: 'time', zone: unknownZone };
    const { precision, lacks } = date;
    const day = date === parsed ? undefined : dayIn.exec(time.text)?.[0];
    const rest = {
      local: wallText(wall, date),
      precision,
      ...(lacks === undefined ? {} : { lacks }),
      ...(day === undefined ? {} : { day }),
    };
    if (lacks === 'date') return { ...rest, zone: this.#note(this.#zoneOf(date)) };
    if (utcToo !== undefined) this.#derived = Math.round((wall - utcToo) / 900_000) * 15;
    return this.#localTime(wall, date, rest, utcToo);
  }

  /** A date that can be read in two ways, without its day where all is of that day. */
  #sure(date: DateText | undefined): DateText | undefined {
    const doubtful = date !== undefined && this.#ofOneDay && this.order.orderOf(date) === undefined;
    return doubtful ? { ...date, lacks: 'date' } : date;
  }

  #localTime(wall: number, date: DateText, rest: Omit<EventTime, 'zone'>, utcToo: number | undefined): EventTime {
    if (utcToo !== undefined) {
      const zone: TimeZone = { name: offsetName(this.#derived ?? 0), provenance: 'derived' };
      return this.#known(utcToo, { ...rest, zone });
    }
    const zone = this.#zoneOf(date);
    if (zone.provenance === 'unknown') return { ...rest, zone: this.#note(zone) };
    if (date.offset !== undefined) return this.#known(wall - date.offset * minuteMs, { ...rest, zone });
    return this.#known(this.#instant(wall, zone.name), { ...rest, zone });
  }

  #known(utc: number, rest: Omit<EventTime, 'utc'>): EventTime {
    const text = rfc3339(utc);
    if (text === undefined) return { precision: 'second', lacks: 'time', zone: unknownZone };
    this.#last = utc;
    this.#note(rest.zone);
    return { utc: text, ...rest };
  }

  #note(zone: TimeZone): TimeZone {
    this.zones.set(zone.name, zone);
    return zone;
  }

  #zoneOf(date: DateText): TimeZone {
    if (date.offset !== undefined) return { name: offsetName(date.offset), provenance: 'from log' };
    if (this.#settings.zone !== undefined) return this.#settings.zone;
    return this.#derived === undefined ? unknownZone : { name: offsetName(this.#derived), provenance: 'derived' };
  }

  /** A repeated hour is told by the event before; a time in a gap is taken as if the clock had not moved. */
  #instant(wall: number, zone: string): number {
    const offset = this.#steadyOffset(Math.floor(wall / hourMs), zone);
    if (offset !== undefined) return wall - offset;
    const instants = instantsOf(wall, zone);
    const near = this.#last ?? Number.NEGATIVE_INFINITY;
    const nearest = instants.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near))[0];
    return nearest ?? wall - offsetMinutes(zone, wall - dayMs) * minuteMs;
  }

  /** How far ahead of UTC the wall clock is in an hour in which that does not change; ms. Logs have many events an hour. */
  #steadyOffset(hour: number, zone: string): number | undefined {
    if (this.#offsets.has(hour)) return this.#offsets.get(hour);
    const [begin, none] = instantsOf(hour * hourMs, zone);
    const [end, neither] = instantsOf((hour + 1) * hourMs - 1, zone);
    const isSteady = begin !== undefined && end !== undefined && none === undefined && neither === undefined;
    const offset = isSteady && end - begin === hourMs - 1 ? hour * hourMs - begin : undefined;
    if (this.#offsets.size > maxOffsets) this.#offsets.clear();
    this.#offsets.set(hour, offset);
    return offset;
  }

  #wallClock(date: DateText): number | undefined {
    if (date.lacks === 'date') return date.timeOfDay;
    if (date.lacks === 'year') return this.#withYear(date);
    const order = this.order.orderOf(date);
    return order === undefined ? undefined : instantOf(date, order);
  }

  /** The latest year in which the date is not after the clock of the run. */
  #withYear(date: DateText): number {
    const now = this.#settings.now === undefined ? Date.now() : Date.parse(this.#settings.now);
    const [month = 1, day = 1] = date.numbers;
    const inYear = (year: number) => Date.UTC(year, month - 1, day) + date.timeOfDay;
    const year = new Date(now).getUTCFullYear();
    return inYear(year) > now + dayMs ? inYear(year - 1) : inYear(year);
  }
}

/** The date of `03/04/2026 15:31:36`, as it is written. */
const dayIn = /\d{1,4}([/.-])\d{1,2}\1\d{1,4}/;

/** `2026-03-10T15:31:36`, with milliseconds where the source has them; the time alone where it has no date. */
function wallText(wall: number, date: DateText): string {
  const text = new Date(wall).toISOString().slice(0, date.precision === 'millisecond' ? 23 : 19);
  return date.lacks === 'date' ? text.slice(11) : text;
}
