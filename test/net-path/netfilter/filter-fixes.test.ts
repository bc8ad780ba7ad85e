import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptInFront, setTo } from '../../../src/modules/net-path/fixes/filter-fixes.ts';
import { Lab, labMissing } from './lab.ts';

const missing = labMissing();
let lab: Lab;
beforeAll(() => {
  if (missing === undefined) lab = new Lab();
});
afterAll(() => lab?.close());

const bash = (script: string | undefined, ...args: string[]) =>
  spawnSync('bash', ['-s', '--', ...args], { input: script ?? 'exit 99', encoding: 'utf8' });
const rules = (tool: string) => lab.run(lab.router, tool, ['-S', 'FORWARD']);

const drop = (backend: 'iptables-legacy' | 'iptables-nft', rule?: number) => ({
  namespace: lab.router,
  backend,
  family: 'ip',
  table: 'filter',
  chain: 'FORWARD',
  source: '10.1.0.2',
  destination: '10.2.0.2',
  protocol: 'tcp',
  port: 80,
  reply: false,
  ...(rule === undefined ? {} : { rule }),
});

describe.skipIf(missing !== undefined)(`fixes of filters are run${missing ? ` (${missing})` : ''}`, () => {
  test.each(['iptables-legacy', 'iptables-nft'] as const)('%s: in front of the rule, and back', (backend) => {
    lab.run(lab.router, backend, ['-A', 'FORWARD', '-i', 'rb', '-j', 'ACCEPT']);
    lab.run(lab.router, backend, ['-A', 'FORWARD', '-p', 'tcp', '-j', 'DROP']);
    const before = rules(backend);
    const [fix] = acceptInFront('NET150', drop(backend, 2));
    expect(bash(fix?.apply).stdout).toContain('dry run');
    expect(rules(backend)).toBe(before);
    expect(bash(fix?.verify).status).toBe(1);
    expect(bash(fix?.apply, '--apply')).toMatchObject({ status: 0, stdout: 'NET150: done\n' });
    expect(
      rules(backend).split('\n').indexOf('-A FORWARD -s 10.1.0.2/32 -d 10.2.0.2/32 -p tcp -m tcp --dport 80 -j ACCEPT'),
    ).toBe(2);
    expect(bash(fix?.apply, '--apply').stdout).toBe('NET150: nothing to do\n');
    expect(bash(fix?.verify).status).toBe(0);
    expect(bash(fix?.rollback, '--apply').status).toBe(0);
    expect(rules(backend)).toBe(before);
    lab.run(lab.router, backend, ['-F', 'FORWARD']);
  });

  test('a policy is met by a rule at the end, a reply by its state', () => {
    lab.run(lab.router, 'iptables-legacy', ['-P', 'FORWARD', 'DROP']);
    const [fix] = acceptInFront('NET153', { ...drop('iptables-legacy'), reply: true });
    expect(bash(fix?.apply, '--apply').status).toBe(0);
    expect(rules('iptables-legacy')).toContain('--ctstate RELATED,ESTABLISHED -j ACCEPT');
    expect(bash(fix?.rollback, '--apply').status).toBe(0);
    expect(rules('iptables-legacy')).toBe('-P FORWARD DROP\n');
    lab.run(lab.router, 'iptables-legacy', ['-P', 'FORWARD', 'ACCEPT']);
  });

  test('a switch is set and set back', () => {
    const value = () => lab.run(lab.router, 'cat', ['/proc/sys/net/ipv4/conf/ra/proxy_arp']).trim();
    const [fix] = setTo('NET132', lab.router, 'net/ipv4/conf/ra/proxy_arp', '1', '0');
    expect([value(), bash(fix?.apply, '--apply').status, value()]).toEqual(['0', 0, '1']);
    expect([bash(fix?.rollback, '--apply').status, value()]).toEqual([0, '0']);
  });

  test('shellcheck has nothing to say, and --root is refused', () => {
    const scripts = acceptInFront('NET150', drop('iptables-nft', 2)).flatMap(({ apply, verify, rollback }) => [
      apply,
      verify ?? '',
      rollback ?? '',
    ]);
    for (const text of scripts) {
      const { status, stdout, error } = spawnSync('shellcheck', ['-s', 'bash', '-'], { input: text, encoding: 'utf8' });
      if (error === undefined) expect([status, stdout]).toEqual([0, '']);
      expect(bash(text, '--root', '/tmp').status).toBe(1);
    }
  });
});

test('no script where a daemon owns the chain, or nft holds the rule', () => {
  const known = {
    namespace: 'host',
    family: 'ip',
    table: 'filter',
    source: '10.0.0.1',
    destination: '10.0.0.2',
    protocol: 'tcp',
    reply: false,
  };
  expect(acceptInFront('NET150', { ...known, backend: 'iptables-nft', chain: 'KUBE-FIREWALL' })).toEqual([]);
  expect(acceptInFront('NET150', { ...known, backend: 'nft', chain: 'input' })).toEqual([]);
});
