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
    id: 'page-500-19-table',
    kind: 'page-config',
    logged: [],
    matches:
      /^M[oó]dul[eo]? IIS Web Core .{0,600}?\b(?<detail>0x8007[0-9a-f]{4}) (?:Config Error|Konfigurationsfehler|Error de configuración|Erreur de configuration)\b/i,
    samples: [
      'Module IIS Web Core Notification BeginRequest Handler Not yet determined Error Code 0x80070021 Config Error This configuration section cannot be used at this path.',
      'Modul IIS Web Core Benachrichtigung BeginRequest Handler Noch unbestimmt Fehlercode 0x80070021 Konfigurationsfehler Dieser Konfigurationsabschnitt kann in diesem Pfad nicht verwendet werden.',
    ],
    not: ['Module IIS Web Core Notification MapRequestHandler Handler StaticFile Error Code 0x80070002 Requested URL'],
    source: 'learn.microsoft.com, HTTP Error 500.19 when you open an IIS webpage',
  },
  {
    id: 'page-section-locked',
    kind: 'page-config',
    logged: [],
    matches:
      /^(?:This configuration section cannot be used at this path\.|Dieser Konfigurationsabschnitt kann in diesem Pfad nicht verwendet werden\.|Esta sección de configuración no se puede utilizar en esta ruta|Cette section de configuration ne peut pas être utilisée dans ce chemin)/i,
    samples: [
      'This configuration section cannot be used at this path. This happens when the section is locked at a parent level.',
      'Dieser Konfigurationsabschnitt kann in diesem Pfad nicht verwendet werden. Dies ist der Fall, wenn der Abschnitt auf übergeordneter Ebene gesperrt ist.',
    ],
    source: 'nativerd.dll of IIS, what Config Error says of 0x80070021',
  },
  {
    id: 'page-twice',
    kind: 'page-config',
    logged: [],
    matches:
      /^(?:Config section '[\w./]{3,100}' already defined\. Sections must only appear once|Cannot add duplicate collection entry of type '\w{1,60}' with unique key attribute '(?!value' set to '\d)[\w, ]{1,60}' set to '.{1,200}?')/i,
    samples: [
      "Config section 'system.webServer/modules' already defined. Sections must only appear once per config file.",
      "Cannot add duplicate collection entry of type 'mimeMap' with unique key attribute 'fileExtension' set to '.json'",
    ],
    not: ["Cannot add duplicate collection entry of type 'add' with unique key attribute 'value' set to '01:00:00'"],
    source: 'nativerd.dll of IIS, what Config Error says of 0x800700b7',
  },
  {
    id: 'page-section',
    kind: 'page-config',
    logged: [],
    matches:
      /^(?:The configuration section '[\w./]{3,100}' cannot be read because it is missing a section declaration|Absolute physical path ".{1,260}?" is not allowed in system\.webServer\/httpErrors section in web\.config)/i,
    samples: [
      "The configuration section 'system.webServer/rewrite' cannot be read because it is missing a section declaration",
      'Absolute physical path "D:\\errors" is not allowed in system.webServer/httpErrors section in web.config file. Use relative path instead.',
    ],
    source: 'nativerd.dll and custerr.dll of IIS, what Config Error says',
  },
  {
    id: 'page-asp-net',
    kind: 'app-broken',
    logged: [],
    matches:
      /^(?:Server Error in|Serverfehler in der Anwendung|Erreur du serveur dans|Error de servidor en) .{1,600}?(?:(?:Parser|Compiler) Error Message|(?:Parser|Compiler)fehlermeldung|Message d['’]erreur d[ue] .{2,20}|Mensaje de error del .{2,20}): (?<detail>.{1,200}?)(?= (?:Source (?:Error|File)|Quell(?:fehler|datei)|Erreur source|Error de código)|$)/i,
    samples: [
      "Server Error in '/' Application. Configuration Error Description: An error occurred during the processing of a configuration file required to service this request. Parser Error Message: Could not load file or assembly 'Shop.Data' or one of its dependencies. Source File: D:\\shop\\web.config Line: 45",
      "Server Error in '/shop' Application. Compilation Error Description: An error occurred during the compilation of a resource. Compiler Error Message: CS0246: The type or namespace name 'Cart' could not be found",
    ],
    not: [
      "Server Error in '/' Application. Object reference not set to an instance of an object. Description: An unhandled exception occurred during the execution of the current web request.",
    ],
    source:
      'System.Web, ErrorFormatter: the page of ConfigurationErrorsException, HttpParseException, HttpCompileException',
  },
  {
    id: 'page-502-3',
    kind: 'page-gateway',
    logged: [],
    matches:
      /\b(?:HTTP Error|HTTP-Fehler|Error HTTP|Erreur HTTP) 502\.3\b(?:.{0,1500}?\b(?<detail>0x8007[0-9a-f]{4})\b)?/i,
    samples: [
      'HTTP Error 502.3 - Bad Gateway',
      'HTTP Error 502.3 - Bad Gateway There was a connection error while trying to route the request. Module ApplicationRequestRouting Notification ExecuteRequestHandler Handler ApplicationRequestRoutingHandler Error Code 0x80072efd',
    ],
    not: ['HTTP Error 502.5 - Process Failure'],
    source:
      'learn.microsoft.com, Troubleshooting 502 errors in Application Request Routing; error numbers of winhttp.h',
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
