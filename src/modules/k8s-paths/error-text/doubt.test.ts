import { expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';

const kubelet = (level: string, text: string) => `${level}0102 10:00:00.000001    9 kubelet.go:1] ${text}`;
const noNetwork = kubelet(
  'E',
  'Container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
);

test.each([
  ['alone is likely', '', 'cni-not-initialized', 'likely'],
  ['beside an error nobody knows is possible', kubelet('E', 'the frobnicator went sideways'), undefined, 'possible'],
])('a state %s', (_, beside, id, confidence) => {
  const [first] = readErrorText([noNetwork, beside].join('\n')).readings;
  expect(first?.confidence).toBe(confidence);
  if (id !== undefined) expect(first?.id).toBe(id);
});

test('last words are not explained by what the program lived with', () => {
  const ended = kubelet('F', 'Failed to start ContainerManager something new');
  const [first, ...others] = readErrorText([noNetwork, ended].join('\n')).readings;
  expect(first?.id).toBe('kubelet-container-manager');
  expect(others.every(({ becauseOf }) => becauseOf !== undefined)).toBe(true);
});

test('what keeps a node from registering explains that it has no network', () => {
  const refused = kubelet('E', 'nodes "n1" is forbidden: node N1 cannot modify node n1');
  expect(readErrorText([noNetwork, refused].join('\n')).readings).toMatchObject([
    { id: 'kubelet-node-forbidden' },
    { id: 'cni-not-initialized', becauseOf: 'kubelet-node-forbidden' },
  ]);
});

test('a log with an answer in it is not read as the answer alone', () => {
  const log = [
    'I0215 17:42:09.835737    8808 round_trippers.go:405] GET https://192.0.2.1/api?timeout=32s 401 Unauthorized in 469 milliseconds',
    'I0215 17:42:09.836918    8808 request.go:942] Response Body: {"kind":"Status","message":"Unauthorized","code":401}',
  ].join('\n');
  expect(readErrorText(log).readings[0]).toMatchObject({ id: 'request-401', kind: 'cause' });
});

test('quotes that an editor made typographic are quotes', () => {
  const text =
    'failed calling webhook “a.example.com”: Post “https://a.b.svc:443/x”: no endpoints available for service “a”';
  expect(readErrorText(text).readings).toMatchObject([{ id: 'webhook-failed' }]);
});
