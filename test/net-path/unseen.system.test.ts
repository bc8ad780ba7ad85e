import { describe, expect, test } from 'vitest';
import { askDiag } from '../support/net/ask.ts';
import { labs, makeLab } from '../support/net/lab.ts';
import { canMakeNamespaces } from '../support/net/namespaces.ts';
import { hasPart } from '../support/system-part.ts';

/** What decides about the packet and is not read: no cause, and no all-clear. */
const cases: readonly (readonly [name: string, inject: string])[] = [
  ['IPsec blocks what comes in', '@s ip xfrm policy add src 10.1.0.0/24 dst 10.2.0.2/32 dir in action block'],
  [
    'IPsec takes what is forwarded',
    '@r ip xfrm policy add src 10.1.0.0/24 dst 10.2.0.0/24 dir out tmpl src 10.2.0.1 dst 10.2.0.2 proto esp mode tunnel',
  ],
  ['filters of tc', '@r tc qdisc add dev rc clsact'],
];

describe.skipIf(!canMakeNamespaces || !['iptables', 'nft', 'socat'].every(hasPart))(
  'what is on the way and not read leaves the verdict open (needs root, ip, iptables, nft, socat)',
  () => {
    test.each(cases)('%s', async (_, inject) => {
      const { namespaces, setup } = labs.router;
      const lab = makeLab(namespaces, setup);
      try {
        const ask = () => askDiag(lab, namespaces, ['%c', '10.2.0.2:80']);
        expect((await ask()).data.path.verdict).toBe('arrives');
        lab.run(inject);
        const { findings, data } = await ask();
        expect([findings.length, data.path.verdict]).toEqual([0, 'unknown']);
      } finally {
        lab.remove();
      }
    });
  },
);
