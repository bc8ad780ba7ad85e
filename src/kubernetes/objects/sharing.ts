type Parts = Record<string | number, unknown>;

const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null;

/**
 * `made`, with every part that equals its counterpart in `like` taken from there: pods of one template, nodes of one
 * machine type are alike but for a few texts, and there are thousands of them. `made` must be nobody else's yet.
 */
export function sharing<T>(like: unknown, made: T): T {
  if (like === made) return like as T;
  if (!isParts(like) || !isParts(made) || Array.isArray(like) !== Array.isArray(made)) return made;
  const own: Parts = made;
  let isSame = true;
  let parts = 0;
  for (const key in own) {
    parts += 1;
    const before = like[key];
    const part = own[key];
    const one = before !== part && isParts(part) && Object.hasOwn(like, key) ? sharing(before, part) : part;
    if (before !== one) isSame = false;
    // Equal texts become one too.
    else if (one !== part || typeof one === 'string') own[key] = before;
  }
  if (!isSame) return made;
  for (const _ in like) parts -= 1;
  return parts === 0 ? (like as T) : made;
}
