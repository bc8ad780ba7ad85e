import type { SessionRow } from '../meaning.ts';

const source = 'moby api/types/network Inspect; docker network inspect';

/** `docker network inspect`, as JSON; `docker.ts` says what it means for a container that gets no answer. */
export const dockerRows: readonly SessionRow[] = [
  {
    id: 'docker-network',
    matches: /^ {8}"Name": "(?<name>[\w.-]{1,128})",?$/,
    samples: ['        "Name": "bridge",'],
    not: ['                "Name": "web",'],
    source,
    means: 'shown',
    under: 'docker',
  },
  {
    id: 'docker-container',
    matches: /^ {16}"Name": "(?<name>[\w.-]{1,128})",?$/,
    samples: ['                "Name": "web",'],
    not: ['        "Name": "bridge",'],
    source,
    means: 'shown',
    under: 'docker',
  },
  {
    id: 'docker-network-fact',
    matches:
      /^ {8,24}"(?<key>Subnet|Internal|com\.docker\.network\.bridge\.(?:enable_icc|default_bridge))": "?(?<value>[\w./:]{1,50})"?,?$/,
    samples: [
      '        "Internal": true,',
      '                    "Subnet": "172.18.0.0/16",',
      '            "com.docker.network.bridge.enable_icc": "false",',
    ],
    source,
    means: 'shown',
    under: 'docker',
  },
  {
    id: 'docker-network-page',
    matches: /^ {0,24}(?:"[\w./:-]{1,100}": (?:[{["].{0,400}|true|false|null|\d{1,12}),?|[[\]{}]{1,2},?)$/,
    samples: ['        "Driver": "bridge",', '    }', '                "IPv6Address": ""'],
    source,
    means: 'page',
    under: 'docker',
  },
];
