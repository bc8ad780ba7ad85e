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
  {
    id: 'docker-build-page',
    matches:
      /^ ?---> (?:Running in [0-9a-f]{12}|Using cache|[0-9a-f]{12})\s*$|^Sending build context to Docker daemon |^Removing intermediate container [0-9a-f]{12}|^Step \d{1,4}(?:\/\d{1,4})? : [A-Z]{2,12} |^(?:fetch|WARNING: Ignoring) \S{1,400}$/,
    samples: [
      ' ---> Running in a2bb74c3e032',
      'Step 2/10 : FROM alpine:3.20',
      'fetch https://dl.example/x86_64/APKINDEX.tar.gz',
    ],
    source: 'Docker builder/dockerfile/dispatchers.go; apk-tools',
    means: 'page',
  },
];
