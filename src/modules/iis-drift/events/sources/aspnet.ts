import { by, eventRows } from '../row.ts';

/** ASP.NET of the .NET Framework, whatever version its provider carries: `ASP.NET 4.0.30319.0`. */
export const aspNet = eventRows([
  {
    id: 'aspnet-1309',
    kind: 'request-exception',
    logged: [by('ASP.NET', 1309)],
    matches: /Event code: 3005\b|Event message: An unhandled exception has occurred/i,
    samples: [
      'Event code: 3005\nEvent message: An unhandled exception has occurred.\nEvent time: 1/23/2020 2:10:58 PM',
    ],
    not: ['Event code: 3007\nEvent message: A compilation error has occurred.'],
    source:
      'WebEventCodes.RuntimeErrorUnhandledException, learn.microsoft.com/dotnet/api/system.web.management.webeventcodes',
  },
  {
    id: 'aspnet-1310',
    kind: 'app-broken',
    logged: [by('ASP.NET', 1310)],
    matches:
      /Event code: 300[678]\b|Event message: A (?:compilation|configuration|parser) error has occurred|^A compilation error has occurred/i,
    samples: [
      'Event code: 3007\nEvent message: A compilation error has occurred.\nEvent time: 1/23/2020 2:10:58 PM',
      'Event code: 3008\nEvent message: A configuration error has occurred.',
    ],
    not: ['Event code: 3005\nEvent message: An unhandled exception has occurred.'],
    source: 'WebEventCodes.WebErrorCompilationError and WebErrorConfigurationError',
  },
  {
    id: 'aspnet-1325',
    kind: 'fault',
    logged: [by('ASP.NET', 1325, 1334)],
    matches: /^An unhandled exception occurred and the process was terminated/i,
    samples: [
      'An unhandled exception occurred and the process was terminated.\n\nApplication ID: /LM/W3SVC/1/ROOT\n\nProcess ID: 4712\n\nException: System.NullReferenceException',
    ],
    source: 'System.Web, Misc.ReportUnhandledException',
  },
  {
    id: 'aspnet-1002',
    kind: 'app-stopping',
    logged: [by('ASP.NET', 1305, 1314, 1315, 1316)],
    matches: /Event code: 100[1-5]\b|Event code: 40\d\d\b|Event code: 300[1-4]\b/i,
    samples: [
      'Event code: 1002\nEvent message: Application is shutting down. Reason: Hosting environment is shutting down.',
    ],
    source: 'WebEventCodes: lifetime, audit and request events of the health monitoring',
  },
]);
