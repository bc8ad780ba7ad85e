import type { DiagModule } from '../../core/module.ts';
import type { Ports } from '../../input/ports.ts';
import { analyze } from './analyze.ts';
import { codes } from './codes.ts';
import { merge, type NetObservations } from './observations.ts';
import { observe } from './observe.ts';
import { type NetOptions, optionSpecs, parseOptions } from './options.ts';
import { recognize } from './recognize.ts';

const module: DiagModule<Ports, NetOptions, NetObservations> = {
  id: 'net-path',
  summary: 'why a packet does not arrive: every step as the kernel takes it, and back',
  description:
    'Follows a packet from this host, a network namespace or a pod to an address, a name or a Service: rules, routes, neighbors, bridges, veth pairs, tunnels, filters, address translation, sockets, and the way back. It names the step that breaks and sends nothing.\n\nWords: [FROM] TO[:PORT] [CAPTURE...]. FROM is host (the default), an address of this host, a name of ip netns, a PID or pod:NAMESPACE/NAME; beside a capture it is always given. Without words it reads what ping, curl, ip, nft and their like printed, from a pipe.',
  argument: { takes: 'words', name: 'words', description: '[FROM] TO[:PORT] [CAPTURE...]; - for standard input' },
  options: optionSpecs,
  examples: [
    { command: 'sudo diag net-path 10.96.0.1:443', does: 'does this host reach the address, and if not, why?' },
    { command: 'sudo diag net-path 10.0.2.5 --size 1500', does: 'do full packets get there?' },
    {
      command:
        "diag collect net-path --sh | ssh node 'sudo sh -s' > node.capture && diag net-path host 10.0.2.5:80 node.capture",
      does: 'the same from another host, by a script of plain sh',
    },
    { command: 'diag net-path - < ping.txt', does: 'what does that tell which I copied out of a terminal?' },
  ],
  codes,
  symptoms: [
    {
      says: 'A pod or a host cannot reach an address',
      asks: [
        {
          option: 'words',
          question: 'From where to which address ([FROM] ADDRESS[:PORT])?',
          usual: 'host 10.96.0.1:443',
        },
      ],
    },
  ],
  input: () => 'none',
  files: ({ queries, captures }) => [...(queries === undefined ? [] : [queries]), ...captures],
  parseOptions,
  observe,
  merge,
  analyze,
  incidentShape: async () => (await import('./incident-shape.ts')).shape,
  recognize,
};

export default module;
