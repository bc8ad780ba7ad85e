import { readAge, readTimes } from '../../../kubernetes/objects/text/age.ts';
import { readEventText } from '../../../kubernetes/objects/text/event-lines.ts';
import { isOvercome } from '../../../kubernetes/objects/text/overcome.ts';
import type { PlainLine } from './unwrap.ts';

/** A node that left so often comes and goes. */
const flapping = 5;

/** Numbers of the lines with events that a later event of the same object shows to be over: attached and started after all. */
export function pastEvents(lines: readonly PlainLine[]): ReadonlySet<number> {
  let page = 0;
  const events = lines.flatMap(({ number, text, isCommand }) => {
    // Where the object is named on its page alone, another page is another object.
    if (isCommand === true || /^(?:Name|Events):\s/.test(`${text} `)) page += 1;
    const told = readEventText(text);
    const age = told === undefined ? undefined : readAge(told.age);
    if (told === undefined || age === undefined) return [];
    const of = told.name ?? `page ${page}`;
    return [{ ...told, of, number, seconds: age, times: readTimes(told.age) ?? 1 }];
  });
  const isOver = (one: (typeof events)[number]) =>
    events.some(
      (later) =>
        later.of === one.of &&
        (later.seconds < one.seconds || (later.seconds === one.seconds && later.number > one.number)) &&
        !(one.reason === 'NodeNotReady' && one.times >= flapping) &&
        isOvercome(later, one),
    );
  return new Set(events.filter(isOver).map(({ number }) => number));
}
