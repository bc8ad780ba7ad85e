import { eventRows } from '../row.ts';

const source = 'Azure App Service, Proactive Auto Heal and autoHeal (azure.github.io/AppService/2017/08/17)';

/** What Azure App Service writes into eventlog.xml and shows as a message; it has no WAS events. */
export const azure = eventRows([
  {
    id: 'azure-percent-memory',
    kind: 'private-memory',
    logged: [],
    matches:
      /Worker Process requested recycle due to ['‘“"]?(?:Percent Memory|Private Bytes|Virtual Memory|Memory)['’”"]? limit/i,
    samples: [
      "Worker Process requested recycle due to 'Percent Memory' limit. Memory Used: 3373229824 out of 3757625344 available. Exceeded 90 Percent of Memory.",
      "Worker Process requested recycle due to 'Private Bytes' limit. Private Bytes Used: 1000000 Limit: 900000.",
    ],
    not: ["Worker Process requested recycle due to 'Percent Request' limit."],
    ends: 'private-memory',
    source,
  },
  {
    id: 'azure-auto-heal',
    kind: 'auto-heal',
    logged: [],
    matches: /Worker Process requested recycle due to ['‘“"]?(?<detail>[\w .]{1,60}?)['’”"]? (?:limit|rule)/i,
    samples: [
      "Worker Process requested recycle due to 'Percent Request' limit. Exceeded 80 Percent of requests.",
      "Worker Process requested recycle due to 'Slow Requests' limit.",
    ],
    source,
  },
]);
