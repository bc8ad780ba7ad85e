import type { Ask } from './commands.ts';
import { keyOf } from './place.ts';
import type { GivenSession, Said } from './session.ts';
import { as } from './states.ts';

/** No name server is set. */
export function withoutServer(fault: Said, ask: Ask, { asks, nameservers }: GivenSession): Said | undefined {
  const here = keyOf(ask.place ?? {});
  const file = asks.find(
    ({ command, place }) => keyOf(place ?? {}) === here && /^(?:cat|more|less) \/etc\/resolv\.conf$/.test(command),
  );
  if (file === undefined || nameservers.length > 0) return undefined;
  return as(
    { ...fault, also: [{ line: file.line, text: file.command }] },
    {
      means: 'name-not-resolved',
      says: 'No name server is set: /etc/resolv.conf has no nameserver line.',
      next: [
        'what writes the file: `ls -l /etc/resolv.conf`, `resolvectl status`, `nmcli dev show | grep DNS`; set a DNS server there',
      ],
    },
  );
}

/** A short name is not found, and elsewhere in the paste its whole name is. */
export function foundWhole(fault: Said, { asks, said }: GivenSession): Said | undefined {
  const { name } = fault.groups;
  const whole = asks.findIndex(
    ({ target }, i) =>
      name !== undefined &&
      target?.startsWith(`${name}.`) === true &&
      said.some(({ ask, row }) => ask === i && (row.id === 'lookup-address' || row.id === 'dig-filled')) &&
      said.some(({ ask, row }) => ask === i && (row.id === 'lookup-name' || row.id === 'dig-filled')),
  );
  const found = asks[whole];
  if (found === undefined) return undefined;
  return as(
    { ...fault, also: [{ line: found.line, text: found.command }] },
    {
      says: `{name} is not found, and its whole name ${found.target} is.`,
      why: "Who asked did not use the search list of resolv.conf (busybox's nslookup since 1.29 and dig do not), or the list lacks the domain.",
      next: [`the whole name, or what asks as programs do: \`getent hosts {name}\``],
    },
  );
}
