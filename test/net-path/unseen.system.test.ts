import { describe, expect, test } from 'vitest';
import { askCapture, askDiag } from '../support/net/ask.ts';
import { labs, makeLab } from '../support/net/lab.ts';
import { captureOf } from '../support/net/lab-capture.ts';
import { canMakeNamespaces } from '../support/net/namespaces.ts';
import { hasPart } from '../support/system-part.ts';

/** What decides about the packet and is not read: no cause, and no all-clear. */
const cases: readonly (readonly [name: string, inject: string])[] = [
  ['IPsec blocks what comes in', '@s ip xfrm policy add src 10.1.0.0/24 dst 10.2.0.2/32 dir in action block'],
  [
    'IPsec takes what is forwarded',
    '@r ip xfrm policy add src 10.1.0.0/24 dst 10.2.0.0/24 dir out tmpl src 10.2.0.1 dst 10.2.0.2 proto esp mode tunnel',
  ],
  [
    'IPsec blocks what is translated',
    '@r iptables -t nat -A POSTROUTING -o rs -j MASQUERADE; ip xfrm policy add src 10.2.0.1/32 dst 10.2.0.2/32 dir out action block',
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

    test('a part that was not read leaves it open, a program that is not there does not', async () => {
      const { namespaces, setup } = labs.router;
      const lab = makeLab(namespaces, setup);
      try {
        const whole = captureOf(namespaces.map(lab.name), 4);
        const verdict = async (stream: string) =>
          (await askCapture(stream, [lab.name('c'), '10.2.0.2:80'])).data.path.verdict;
        expect(await verdict(whole)).toBe('arrives');
        for (const command of [
          'grep -rs . /proc/sys',
          'iptables-legacy',
          'iptables-nft',
          'nft -j',
          'tc -j',
          'ip xfrm',
        ]) {
          const answer = new RegExp(`^=== ran \\d+ (${command}.*)\\n(?:(?!===).*\\n)*`, 'gm');
          const without = (instead: string) => verdict(whole.replace(answer, instead));
          expect([command, await without('')]).toEqual([command, 'unknown']);
          expect([command, await without('=== ran 1 $1\n')]).toEqual([command, 'unknown']);
        }
        const plain = whole.replace(/^=== ran \d+ grep -sE .*\n(?:(?!===).*\n)*/gm, '');
        const lacking = (command: string, shown = '') =>
          verdict(
            plain.replace(
              new RegExp(`^=== ran \\d+ (${command}.*)\\n(?:(?!===).*\\n)*`, 'gm'),
              `=== ran 127 $1\n=== ran 0 grep -sE x /proc/modules\n${shown}`,
            ),
          );
        expect(await lacking('tc -j')).toBe('arrives');
        expect(await lacking('tc -j', '/proc/modules:sch_ingress 16384 2 - Live 0x0\n')).toBe('unknown');
        expect(await lacking('tc -j', '/proc/modules:sch_ingress 16384 0 - Live 0x0\n')).toBe('arrives');
        expect(await lacking('nft -j')).toBe('arrives');
        expect(await lacking('nft -j', '/proc/modules:nf_tables 311296 0 - Live 0x0\n')).toBe('unknown');
        expect(await lacking('iptables-legacy')).toBe('arrives');
        expect(await lacking('iptables-legacy', '/proc/net/ip_tables_names:filter\n')).toBe('unknown');
        expect(
          await verdict(
            whole.replace(
              /^=== ran 0 ip xfrm policy\n(?:(?!===).*\n)*/gm,
              '=== ran 1 ip xfrm policy\n=== err\nCannot open netlink socket: Protocol not supported\n',
            ),
          ),
        ).toBe('arrives');
      } finally {
        lab.remove();
      }
    });
  },
);
