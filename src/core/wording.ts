/** `a, b, c and 3 more`: the first `most` of a list, and how many it goes on. */
export const listed = (items: readonly string[] = [], most = 3): string =>
  items.length <= most ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
