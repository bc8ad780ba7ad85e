import { compact, type RawEvent } from '../raw-event.ts';
import type { Opener } from './block.ts';
import { messageOf } from './fields.ts';

/** `WAS 5215: The Windows …`, `Service Control Manager 7023: …`, `Event ID 5009 (WAS): …`: how people cite an event. */
const cited =
  /^\s*(?:[-*•]\s+)?(?:(?<provider>(?:Microsoft-Windows-)?(?:WAS|W3SVC(?:-WP)?|IIS-W3SVC(?:-WP)?)|Service Control Manager|IIS AspNetCore Module(?: V2)?|\.NET Runtime|Application Error|ASP\.NET [\d.]{1,12})[ ,:-]{1,3}(?:Event(?: ID)?:? ?)?(?<id>\d{3,5})|Event(?: ID)? (?<number>\d{3,5}) \((?:Source: ?)?(?<by>(?:Microsoft-Windows-)?(?:WAS|W3SVC(?:-WP)?)|Service Control Manager|IIS AspNetCore Module(?: V2)?)\))(?: ?[:–-] ?|: )(?<text>\S.{10,2000})$/;

/** An event that is cited in one line by who logged it and its id. */
export const openCited: Opener = (line, number, sink) => {
  const { provider, by, id, number: other, text } = cited.exec(line)?.groups ?? {};
  const name = provider ?? by;
  if (name === undefined || text === undefined) return undefined;
  const event = {
    provider: name,
    id: Number(id ?? other),
    ...messageOf(text),
    line: number,
    data: {},
    time: undefined,
  };
  return {
    format: 'message',
    take: () => 'refused',
    end() {
      sink.event({ ...compact<RawEvent>(event), data: {}, time: undefined });
      return true;
    },
  };
};
