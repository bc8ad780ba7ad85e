import { by, eventRows } from '../row.ts';

const siteAvailability = 'TechNet cc735055, IIS W3SVC Web Site Availability; cc737524 for IIS 6';
const httpSys = 'HTTP.sys, its message table (httpevent); TechNet, Configuring the IP Inclusion List';

/** Sites that do not get their address, and what HTTP.sys says of addresses: System log. */
export const sites = eventRows([
  {
    id: 'w3svc-1007',
    kind: 'site-refused',
    logged: [by('W3SVC', 1003, 1004, 1007)],
    matches:
      /(?:did not|cannot) register the URL prefix ["'‘“]?(?<detail>\S{1,300}?)["'’”]? for site ["'‘“]?(?<app>[^\s.'"’”]{1,100})/i,
    samples: [
      'The World Wide Web Publishing Service (WWW Service) did not register the URL prefix http://*:8080/ for site 3. The necessary network binding may already be in use. The site has been disabled. The data field contains the error number.',
      "Cannot register the URL prefix 'http://*:8080/' for site '3'. The site has been deactivated. The data field contains the error number.",
    ],
    not: ['Reservation for namespace identified by URL prefix http://*:8080/ was successfully added.'],
    quotes: ['detail', 'app'],
    source: siteAvailability,
  },
  {
    id: 'http-15005',
    kind: 'listen-failed',
    logged: [by('HTTP', 1005, 15005), by('HTTPEVENT', 15005)],
    matches: /(?:^|: )Unable to bind to the underlying transport for (?<detail>\S{1,100}?)\.? The IP Listen-Only list/i,
    samples: [
      'Unable to bind to the underlying transport for 10.0.0.4:80. The IP Listen-Only list may contain a reference to an interface which may not exist on this machine. The data field contains the error number.',
    ],
    source: httpSys,
  },
  {
    id: 'http-15021',
    kind: 'ssl-binding',
    logged: [by('HTTP', 15021), by('HTTPEVENT', 15021)],
    matches:
      /^An error occurred while using SSL configuration for (?:socket address|endpoint) (?<detail>\S{1,100}?)\.? /i,
    samples: [
      'An error occurred while using SSL configuration for endpoint 0.0.0.0:443. The error status code is contained within the returned data.',
      'An error occurred while using SSL configuration for socket address 10.0.0.4:443. The error status code is contained within the returned data.',
    ],
    not: ['SSL Certificate Settings created by an admin process for Port : 0.0.0.0:443 .'],
    source: httpSys,
  },
]);
