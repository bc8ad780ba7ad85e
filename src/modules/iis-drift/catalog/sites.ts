import { defineCode } from '../../../core/code.ts';
import { sayList, times } from '../wording.ts';

/** Addresses as HTTP.sys writes them, and when. */
interface AddressFacts extends Readonly<Record<string, unknown>> {
  /** URL prefixes, or endpoints. */
  readonly addresses: readonly string[];
  readonly count: number;
  readonly lastAt: string;
}

const say = (f: AddressFacts): string => (f.count === 1 ? f.lastAt : `${times(f.count)}, last ${f.lastAt}`);
const sayAddresses = (f: AddressFacts, none: string): string =>
  f.addresses.length === 0 ? none : sayList(f.addresses);

const whoListens =
  'See who has the address: netsh http show servicestate, and netstat -ano with the port (process 4 is HTTP.sys itself).';

export const siteRefused = defineCode<AddressFacts & { sites: readonly string[]; inUse: boolean }>({
  code: 'IIS174',
  name: 'site-address-refused',
  severity: 'critical',
  summary: 'A site was stopped because it could not register its address.',
  title: (f) =>
    `${f.sites.length === 0 ? 'A site was' : f.sites.length === 1 ? `Site ${f.sites[0]} was` : `Sites ${sayList(f.sites)} were`} stopped: ${sayAddresses(f, 'the address')} could not be registered, ${say(f)}.`,
  why: (f) =>
    f.inUse
      ? 'W3SVC 1007: another site or another program may have the address already; the error number in the event data says whether. No worker process and no recycle is involved.'
      : 'W3SVC 1003 or 1004: HTTP.sys refused the address; the error number in the event data says why. No worker process and no recycle is involved.',
  next: () => [
    whoListens,
    'Compare the bindings of all sites: appcmd.exe list site. Two sites need different host names, ports or addresses.',
    'Then start the site: appcmd.exe start site NAME.',
  ],
  docs: ['https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/bindings/binding'],
});

export const listenFailed = defineCode<AddressFacts>({
  code: 'IIS175',
  name: 'http-sys-cannot-listen',
  severity: 'critical',
  summary: 'HTTP.sys cannot listen on an address: no site behind it can be reached.',
  title: (f) => `HTTP.sys cannot listen on ${sayAddresses(f, 'an address')}, ${say(f)}.`,
  why: () =>
    'HTTP 15005: either its list of addresses (IP listen list) names one that this host no longer has, or another program listens there. The error number in the event data says which.',
  next: () => [
    'Compare the list with the addresses of the host: netsh http show iplisten, ipconfig. An empty list means all addresses.',
    whoListens,
  ],
  docs: ['https://learn.microsoft.com/windows-server/networking/technologies/netsh/netsh-http'],
});

export const sslBinding = defineCode<AddressFacts>({
  code: 'IIS176',
  name: 'ssl-binding-unusable',
  severity: 'critical',
  summary: 'HTTP.sys cannot use the certificate that is bound to an address: TLS connections are reset.',
  title: (f) => `HTTP.sys cannot use the TLS settings of ${sayAddresses(f, 'an address')}, ${say(f)}.`,
  why: () =>
    'HTTP 15021: the certificate bound there is missing from its store, or its private key is missing or not readable. HTTP sites are not concerned.',
  next: () => [
    'Look which certificate is bound: netsh http show sslcert. Its hash must be in the store that is named, with a private key: certutil -store My.',
    'Bind a certificate that has its key again, in the bindings of the site.',
  ],
  docs: ['https://learn.microsoft.com/windows-server/networking/technologies/netsh/netsh-http'],
});
