import { by, eventRows } from '../row.ts';

const source = 'learn.microsoft.com/windows/win32/http/types-of-errors-logged-by-the-http-server-api';

/** The last two fields of a line of %SystemRoot%\System32\LogFiles\HTTPERR: the reason and the pool's request queue. */
export const httpErr = eventRows([
  {
    id: 'httperr-503',
    kind: 'refused-503',
    logged: [by('HTTPERR', 503)],
    matches:
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .{10,1800} 503 (?:\d{1,10}|-) (?<detail>AppOffline|AppPoolTimer|AppShutdown|ConnLimit|Disabled|N\/A|QueueFull|Connection_Refused) (?<pool>\S.{0,200}?)(?: (?:-|TCP|QUIC))?\s*$/,
    samples: [
      '2026-03-10 15:31:36 10.0.0.7 51234 10.0.0.4 443 HTTP/1.1 GET /cart - 503 2 AppOffline Shop',
      '2026-03-10 15:31:36 10.0.0.7 51234 10.0.0.4 443 HTTP/2.0 GET /cart 1 503 2 QueueFull Shop Front',
      '2026-03-10 15:31:36 10.0.0.7 51234 10.0.0.4 443 HTTP/1.1 GET /cart - 503 2 AppOffline Shop TCP',
    ],
    not: [
      '2026-03-10 15:31:36 10.0.0.7 51234 10.0.0.4 443 HTTP/1.1 GET /cart - - 2 Connection_Abandoned_By_ReqQueue Shop',
    ],
    source,
  },
  {
    id: 'httperr-abandoned',
    kind: 'abandoned',
    logged: [by('HTTPERR', 1)],
    matches:
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .{10,1800} (?:\d{1,10}|-) (?<detail>Connection_Abandoned_By_(?:ReqQueue|AppPool)) (?<pool>\S.{0,200}?)(?: (?:-|TCP|QUIC))?\s*$/,
    samples: [
      '2026-03-10 15:31:36 10.0.0.7 51234 10.0.0.4 443 HTTP/1.1 GET /cart - - 2 Connection_Abandoned_By_ReqQueue Shop',
      '2026-03-10 15:31:36 10.0.0.7 51234 10.0.0.4 80 HTTP/1.1 POST /cart - 2 Connection_Abandoned_By_AppPool Shop',
    ],
    source,
  },
  {
    id: 'httperr-client',
    kind: 'harmless',
    logged: [by('HTTPERR', 2)],
    matches:
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .{10,1800} (?:Timer_(?:ConnectionIdle|HeaderWait|MinBytesPerSecond|EntityBody|Response)|Connection_Dropped(?:_List_Full)?|Client_Reset|BadRequest|Verb|URL|Hostname|Header|Forbidden|LengthRequired|URL_Length|Version_N\/S|Invalid_CR\/LF|FieldLength|RequestLength|Number|EntityTooLarge|Precondition|N\/I)(?: \S.{0,200}?)?\s*$/,
    samples: ['2026-03-10 15:31:36 10.0.0.7 51234 10.0.0.4 443 - - - - - - Timer_ConnectionIdle -'],
    source,
  },
]);
