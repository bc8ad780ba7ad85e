import { eventRows } from '../row.ts';

/** What IIS and the ASP.NET Core Module show in the browser; `detail` is the error number of the page. */
export const errorPages = eventRows([
  {
    id: 'page-500-19',
    kind: 'page-config',
    logged: [],
    matches:
      /\b(?:HTTP Error|HTTP-Fehler|Error HTTP|Erreur HTTP) 500\.19\b(?:.{0,1500}?\b(?<detail>0x8007[0-9a-f]{4})\b)?/i,
    samples: [
      'HTTP Error 500.19 - Internal Server Error',
      'HTTP Error 500.19 - Internal Server Error Module IIS Web Core Notification BeginRequest Handler Not yet determined Error Code 0x80070021 Config Error This configuration section cannot be used at this path.',
      'HTTP-Fehler 500.19 - Internal Server Error',
    ],
    not: ['HTTP Error 500.0 - Internal Server Error'],
    source: 'learn.microsoft.com, HTTP Error 500.19 when you open an IIS webpage',
  },
  {
    id: 'page-ancm',
    kind: 'app-failed',
    logged: [],
    matches: /\bHTTP Error (?<detail>500\.3[0-8]|502\.5|500\.0(?= - ANCM))(?: - ANCM| - Process Failure|\b)/i,
    samples: [
      'HTTP Error 500.30 - ANCM In-Process Start Failure',
      'HTTP Error 500.31 - ANCM Failed to Find Native Dependencies',
      'HTTP Error 502.5 - Process Failure',
      'HTTP Error 500.0 - ANCM In-Process Handler Load Failure',
    ],
    not: ['HTTP Error 500.0 - Internal Server Error', 'HTTP Error 502.3 - Bad Gateway'],
    source: 'dotnet/AspNetCore.Docs, host-and-deploy/azure-iis-errors-reference',
  },
  {
    id: 'page-503',
    kind: 'page-503',
    logged: [],
    matches:
      /\b(?:HTTP Error|HTTP-Fehler|Error HTTP|Erreur HTTP|Errore HTTP|HTTP-fout) (?<detail>503)(?:\.0)?(?:\. |\.$| - (?:Server has been shutdown|Service Unavailable)|$)/i,
    samples: [
      'HTTP Error 503. The service is unavailable.',
      'Service Unavailable HTTP Error 503. The service is unavailable.',
      'HTTP Error 503.0 - Server has been shutdown',
      'HTTP-Fehler 503. Der Dienst ist nicht verfügbar.',
    ],
    not: ['HTTP Error 503.2 - Concurrent request limit exceeded', 'HTTP Error 500. The request failed.'],
    source:
      'HTTP.sys, the body of its 503; the detailed page of IIS for 503.0 (learn.microsoft.com, HTTP status codes in IIS)',
  },
]);
