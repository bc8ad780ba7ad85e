import { expect, test } from 'vitest';
import { type Answer, listAll } from './list.ts';

const pods = '{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"7"},"items":[]}\n';

/** What is told of pods where they are answered so, and whether the page was taken. */
async function ofPods(answer: Answer): Promise<[string | undefined, boolean]> {
  const taken: string[] = [];
  const get = async (path: string): Promise<Answer> =>
    path.includes('/pods?') ? answer : { status: 200, body: pods.replace('Pod', 'Thing') };
  const gaps = await listAll(get, 'https://own.example', undefined, (page) => taken.push(page));
  return [gaps.find(({ what }) => what === 'pods')?.text, taken.includes(answer.body ?? '')];
}

test.each<[string, Answer]>([
  ['compact', { status: 200, body: pods }],
  ['indented', { status: 200, body: '{\n    "apiVersion": "v1",\n    "kind": "PodList",\n    "items": []\n}\n' }],
])('a list is taken, %s', async (_, answer) => {
  expect(await ofPods(answer)).toEqual([undefined, true]);
});

test.each<[string, Answer]>([
  ['a page', { status: 200, body: '<html>{"kind":"PodList"}</html>' }],
  ['an object', { status: 200, body: '{"kind":"Pod","metadata":{}}' }],
  ['an item that names a list', { status: 200, body: '{"items":[{"kind":"PodList"}]}' }],
  ['nothing', { status: 200, body: '' }],
  ['no body', { status: 200 }],
])('%s is told as no list and not taken', async (_, answer) => {
  expect(await ofPods(answer)).toEqual(['pods could not be read: the answer is no list of objects', false]);
});

test('a refusal is told in the words of the API server', async () => {
  const message = 'pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the cluster scope';
  expect(await ofPods({ status: 403, body: JSON.stringify({ kind: 'Status', message, code: 403 }) })).toEqual([
    message,
    false,
  ]);
  expect((await ofPods({ status: 403, body: '{"message":"cut' }))[0]).toBe('listing pods is forbidden (403)');
});
