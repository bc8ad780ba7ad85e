import type { SessionRow } from '../meaning.ts';

const source = 'traceroute(8), traceroute.c; tracepath(8); mtr ui/report.c; tracert';

/** Lines of traceroute, tracepath, mtr and tracert; `trace.ts` says what their end means. */
export const traceRows: readonly SessionRow[] = [
  {
    id: 'trace-refused',
    matches:
      /^ {0,2}(?<hop>\d{1,2})[:.]? {1,3}(?:\S{1,255} )?\(?(?<from>[0-9a-f.:]{2,45})\)? .{0,200}?!(?<mark>[HNXACZSFV]|\d{1,2})\b/,
    samples: [' 3  10.0.0.1 (10.0.0.1)  1.204 ms !H  1.101 ms !H  1.099 ms !H', ' 5:  10.2.0.1   3.1ms !A'],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'trace-reached',
    matches: /^ ?\d{1,2}\??: {1,3}\S{1,255} .{0,120}\breached\b/,
    samples: [' 2:  10.45.0.9                                             4.516ms reached'],
    source,
    means: 'answer',
    own: true,
  },
  {
    id: 'trace-hop',
    matches:
      /^ {0,2}(?<hop>\d{1,2}) {1,3}(?:\* ){0,2}(?<name>[^\s*]\S{0,254})(?: \((?<at>[0-9a-f.:]{2,45})\))?(?: {1,2}\[AS.{1,30}\])? {1,3}(?:\d{1,6}\.\d{1,4} ms|\*)|^ {0,2}(?<hop2>\d{1,2}) {2,5}(?:<?\d{1,5} ms|\*) {1,6}(?:<?\d{1,5} ms|\*) {1,6}(?:<?\d{1,5} ms|\*) {1,3}(?:\S{1,255} \[)?(?<at2>[0-9a-f.:]{3,45})\]?|^ {0,2}(?<hop3>\d{1,2}): {1,3}(?<at3>\S{1,255}) {1,80}\d{1,6}\.\d{1,4}ms/,
    samples: [
      ' 2  202.142.143.224  201.639 ms  201.630 ms  201.622 ms',
      ' 1  gw.lan (10.9.0.1)  0.412 ms  0.390 ms  0.377 ms',
      '  3     9 ms     8 ms     9 ms  host.example [203.0.113.9]',
      ' 1:  10.205.0.1                                            0.772ms',
    ],
    not: [' 4  * * *'],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'trace-stars',
    matches:
      /^ {0,2}(?<hop>\d{1,2}):? {1,3}(?:\*(?: \*){0,4}|no reply)(?:\^C)?$|^ {0,2}(?<hop2>\d{1,2}) {2,5}(?:\* {1,8}){3}Request timed out\./,
    samples: [' 4  * * *', ' 3:  no reply', '  3     *        *        *     Request timed out.'],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'mtr-hop',
    matches:
      /^ {0,2}(?<hop>\d{1,2})\.(?:\|--)? {1,3}(?:AS\S{1,12} {1,6})?(?<at>\S{1,255}) {1,60}(?<loss>\d{1,3}(?:\.\d)?)%? {1,6}\d{1,7}\b/,
    samples: [
      '  2.|-- ???                       100.0    10    0.0   0.0   0.0   0.0   0.0',
      '  4.|-- 203.0.113.80               0.0%    10   11.2  11.3  10.9  12.0   0.3',
    ],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'trace-head',
    matches:
      /^traceroute6? to (?<name>\S{1,255}) ?\((?<at>[0-9a-f.:]{2,45})\)|^Tracing route to (?:\S{1,255} \[)?(?<at2>[0-9a-f.:]{3,45})(?:\]|\s|$)|^HOST: \S{1,255} {1,60}Loss%| 1\?: \[LOCALHOST\]/,
    samples: [
      'traceroute to 10.0.0.5 (10.0.0.5), 30 hops max, 60 byte packets',
      'HOST: web7                        Loss%   Snt   Last   Avg  Best  Wrst StDev',
      ' 1?: [LOCALHOST]                      pmtu 1500',
      'Tracing route to web.example [203.0.113.9]',
    ],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'trace-too-many-hops',
    matches: /^ {2,8}Too many hops: pmtu \d{1,5}/,
    samples: ['     Too many hops: pmtu 1500'],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'trace-page',
    matches:
      /^Start: \S|^ {2,8}Resume: pmtu|^over a maximum of \d{1,2} hops|^Trace complete\.|^Keys: |^ Host {2}|^ {20,60}(?:My traceroute|Packets {3,})|^ {4,}\|? {0,3}`?\|-- \S{1,60}$/,
    samples: ['Start: 2024-05-03T10:11:12+0200', '     Resume: pmtu 1420 hops 2 back 2'],
    source,
    means: 'page',
  },
];
