/** One set as `ipset save` shows it. */
export interface Ipset {
  readonly name: string;
  /** `hash:ip,port`, `bitmap:port`, `list:set` */
  readonly type: string;
  readonly family: 4 | 6;
  /** Addresses are cut to this many bits before they are looked up (`netmask 24`). */
  readonly netmask?: number;
  readonly members: readonly Member[];
  readonly line: number;
}

export interface Member {
  readonly text: string;
  readonly nomatch: boolean;
}

export type Ipsets = ReadonlyMap<string, Ipset>;

/** `create NAME hash:ip family inet hashsize 1024 maxelem 65536 …`; `add NAME 10.0.0.1,tcp:80 timeout 5 nomatch` */
export function readIpset(text: string, firstLine = 1): Ipsets {
  const sets = new Map<string, Omit<Ipset, 'members'> & { members: Member[] }>();
  for (const [at, line] of text.split('\n').entries()) {
    const words = line.trim().split(/[ \t]+/);
    const [verb, name = '', third = ''] = words;
    if (verb === 'create') {
      const netmask = Number(words[words.indexOf('netmask') + 1]);
      sets.set(name, {
        name,
        type: third,
        family: words.includes('inet6') ? 6 : 4,
        ...(words.includes('netmask') && Number.isInteger(netmask) ? { netmask } : {}),
        members: [],
        line: firstLine + at,
      });
    }
    if (verb === 'add') sets.get(name)?.members.push({ text: third, nomatch: words.includes('nomatch', 3) });
  }
  return sets;
}
