import type { Gap } from '../objects/gap.ts';
import { type Resource, resources } from './resources.ts';

/** What came of one GET. */
export interface Answer {
  readonly status?: number | undefined;
  readonly body?: string | undefined;
  /** The body was longer than is read. */
  readonly cut?: boolean | undefined;
  readonly error?: { readonly message: string } | undefined;
}

/** Sends a GET to a path of the API server. */
export type Get = (path: string) => Promise<Answer>;

/** Objects a page, as kubectl asks. */
const pageSize = 500;
/** Kinds that are read at once. */
const atOnce = 4;
/** Pages of one kind at most: 500,000 objects. */
const maxPages = 1000;

/** Reads all kinds page by page; each page is handed on as it comes. What could not be read is told. */
export async function listAll(
  get: Get,
  source: string,
  namespace: string | undefined,
  take: (page: string) => void,
): Promise<readonly Gap[]> {
  const gaps: Gap[] = [];
  const waiting = [...resources];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const gap = await list(next, get, namespace, take);
      if (gap !== undefined) gaps.push({ ...gap, source });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return gaps;
}

type Told = Omit<Gap, 'source'>;

async function list(
  { name, groups, namespaced }: Resource,
  get: Get,
  namespace: string | undefined,
  take: (page: string) => void,
): Promise<Told | undefined> {
  for (const group of groups) {
    // Leases of leaders and kubelets are in namespaces of the system.
    const within = namespaced && namespace !== undefined && name !== 'leases' ? `/namespaces/${namespace}` : '';
    const path = `${group}${within}/${name}?limit=${pageSize}`;
    const answer = await pages(path, get, take);
    if (answer.status === 404) continue;
    return answer.status === 200 && answer.cut !== true ? undefined : gapOf(name, answer);
  }
  return { what: name, refused: false, text: `the API server does not know ${name}` };
}

/** Reads page after page; the answer is the last one, or that which failed. */
async function pages(path: string, get: Get, take: (page: string) => void): Promise<Answer> {
  let answer = await get(path);
  for (let i = 0; i < maxPages; i++) {
    const { status, cut, error, body = '' } = answer;
    if (error !== undefined) return { ...answer, status: undefined };
    if (status !== 200 || cut === true) return answer;
    if (!isList.test(body.slice(0, 8000))) return { error: { message: 'the answer is no list of objects' } };
    take(body);
    const rest = continueOf(body);
    if (rest === undefined) return answer;
    answer = await get(`${path}&continue=${encodeURIComponent(rest)}`);
  }
  return { error: { message: `more than ${maxPages * pageSize} objects` } };
}

/** `{"kind":"PodList","apiVersion":"v1","metadata":…`: what stands between may be a proxy with a page of its own. */
const isList = /^\s{0,100}\{[^[]{0,4000}"kind":\s?"\w{1,100}List"/;

/** `"metadata":{"resourceVersion":"71","continue":"eyJ2…"}` in a list's head; items stand behind it. */
const continueOf = (body: string): string | undefined =>
  /^[^[]{0,2000}"continue":\s?"([\w+/=.-]{1,4000})"/.exec(body.slice(0, 8000))?.[1];

/** `"message":"pods is forbidden: User \"jane\" cannot list resource …"` */
function messageOf(body: string): string | undefined {
  const text = /"message":\s?("(?:[^"\\]|\\["\\/bfnrt]){1,600}")/.exec(body)?.[1];
  return text === undefined ? undefined : String(JSON.parse(text));
}

function gapOf(name: string, { status, body = '', cut, error }: Answer): Told {
  const message = messageOf(body.slice(0, 4000));
  if (status === 403) return { what: name, refused: true, text: message ?? `listing ${name} is forbidden (403)` };
  if (status === 410)
    return { what: name, refused: false, text: `${name} changed while they were read: the rest is missing (410)` };
  if (cut === true) return { what: name, refused: false, text: `a page of ${name} is larger than is read` };
  const why = error?.message ?? `status ${status ?? 'none'}${message === undefined ? '' : `: ${message}`}`;
  return { what: name, refused: false, text: `${name} could not be read: ${why}` };
}
