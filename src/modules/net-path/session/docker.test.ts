import { expect, test } from 'vitest';
import { analyzeSession } from './analyze.ts';
import { readSession } from './read.ts';

const judged = (...lines: readonly string[]) => {
  const session = readSession(lines.join('\n'));
  const { findings } = analyzeSession({ ...session, source: 'paste' });
  return {
    names: findings.map(({ name }) => name),
    title: findings[0]?.title,
    left: session.lines - session.understood,
  };
};

const inspected = (name: string, isInternal: boolean, ...options: readonly string[]) => [
  `$ docker network inspect ${name}`,
  '[',
  '    {',
  `        "Name": "${name}",`,
  '        "Driver": "bridge",',
  '        "IPAM": {',
  '            "Config": [',
  '                {',
  '                    "Subnet": "172.28.0.0/16",',
  '                    "Gateway": "172.28.0.1"',
  '                }',
  '            ]',
  '        },',
  `        "Internal": ${isInternal},`,
  '        "Containers": {',
  '            "5d1f": {',
  '                "Name": "db",',
  '                "IPv4Address": "172.28.0.3/16",',
  '                "IPv6Address": ""',
  '            }',
  '        },',
  '        "Options": {',
  ...options.map((option) => `            "com.docker.network.bridge.${option}",`),
  '            "com.docker.network.driver.mtu": "1500"',
  '        },',
  '        "Labels": {}',
  '    }',
  ']',
];
const ping = (target: string) => [
  `$ docker exec web ping -c 2 ${target}`,
  '2 packets transmitted, 0 packets received, 100% packet loss',
];

test('an internal network lets nothing out, and does not explain silence inside of it', () => {
  const out = judged(...ping('198.51.100.7'), ...inspected('back', true));
  expect(out).toMatchObject({ names: ['no-answer'], left: 0 });
  expect(out.title).toContain('The Docker network back is internal');
  expect(judged(...ping('172.28.0.3'), ...inspected('back', true)).title).toContain('No answer comes from');
  expect(judged(...ping('198.51.100.7'), ...inspected('back', false)).title).toContain('No answer comes from');
});

test('a network that keeps its containers apart', () => {
  const apart = inspected('apart', false, 'enable_icc": "false');
  expect(judged(...ping('172.28.0.3'), ...apart).names).toEqual(['filter-drops']);
  expect(judged(...ping('198.51.100.7'), ...apart).names).toEqual(['no-answer']);
  expect(judged(...ping('172.28.0.3'), ...inspected('apart', false, 'enable_icc": "true')).names).toEqual([
    'no-answer',
  ]);
});

test('the default bridge resolves no names of containers', () => {
  const asked = (name: string) => [`$ docker exec web ping ${name}`, `ping: bad address '${name}'`];
  const bridge = inspected('bridge', false, 'default_bridge": "true');
  expect(judged(...asked('db'), ...bridge).title).toContain('default bridge of Docker');
  expect(judged(...asked('cache'), ...bridge).title).not.toContain('default bridge');
  expect(judged(...asked('db'), ...inspected('own', false)).title).not.toContain('default bridge');
});

test('lines of JSON mean nothing under another command', () => {
  const json = inspected('back', true).slice(1);
  expect(judged('$ ping 10.1.1.1', '$ kubectl get svc -o json', ...json).left).toBeGreaterThan(20);
});
