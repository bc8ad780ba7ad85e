import { by, eventRows } from '../row.ts';
import { serviceWords } from '../service-names.ts';

/** The host and its services: System log. */
export const host = eventRows([
  {
    id: 'iisreset-3201',
    kind: 'iisreset',
    logged: [by('IISRESET', 3201, 3202, 3203, 3205)],
    matches: /^IIS (?:start|stop|restart|stop-and-reboot|kill|reboot)\w* command received from user/i,
    samples: [
      'IIS stop command received from user CONTOSO\\admin. The logged data is the status code.',
      'IIS kill command received from user CONTOSO\\admin. The logged data is the status code.',
    ],
    endsAll: 'iisreset',
    source: 'TechNet cc735136, IIS Reset Activity',
  },
  {
    id: 'user32-1074',
    kind: 'shutdown-asked',
    logged: [by('USER32', 1074)],
    matches: /has initiated the (?:restart|power ?off|shutdown) of computer/i,
    samples: [
      'The process C:\\Windows\\system32\\svchost.exe (WEB01) has initiated the restart of computer WEB01 on behalf of user NT AUTHORITY\\SYSTEM for the following reason: Operating System: Service pack (Planned)',
    ],
    endsAll: 'reboot',
    source: 'Windows, User32 1074',
  },
  {
    id: 'eventlog-6006',
    kind: 'system-stopped',
    logged: [by('EVENTLOG', 6006), by('KERNEL-GENERAL', 13)],
    matches: /^The Event ?log service was stopped|^The operating system is shutting down at system time/i,
    samples: [
      'The Event log service was stopped.',
      'The operating system is shutting down at system time 2026-03-10T15:31:50.1Z.',
    ],
    endsAll: 'reboot',
    source: 'Windows, EventLog 6006 and Kernel-General 13',
  },
  {
    id: 'eventlog-6005',
    kind: 'system-started',
    logged: [by('EVENTLOG', 6005), by('KERNEL-GENERAL', 12)],
    matches: /^The Event ?log service was started|^The operating system started at system time/i,
    samples: [
      'The Event log service was started.',
      'The operating system started at system time 2026-03-10T15:33:50.1Z.',
    ],
    endsAll: 'reboot',
    source: 'Windows, EventLog 6005 and Kernel-General 12',
  },
  {
    id: 'eventlog-6008',
    kind: 'system-died',
    logged: [by('EVENTLOG', 6008), by('KERNEL-POWER', 41)],
    matches:
      /^The previous system shutdown at .{1,60} was unexpected|^The system has rebooted without cleanly shutting down/i,
    samples: [
      'The previous system shutdown at 3:31:36 PM on 3/10/2026 was unexpected.',
      'The system has rebooted without cleanly shutting down first. This error could be caused if the system stopped responding, crashed, or lost power unexpectedly.',
    ],
    endsAll: 'reboot',
    source: 'Windows, EventLog 6008 and Kernel-Power 41',
  },
  {
    id: 'eventlog-6013',
    kind: 'harmless',
    logged: [by('EVENTLOG', 6013, 6009)],
    matches: /^The system uptime is \d+ seconds/i,
    samples: ['The system uptime is 1726976 seconds.'],
    source: 'Windows, EventLog 6013: once a day',
  },
  {
    id: 'eventlog-104',
    kind: 'log-cleared',
    logged: [by('EVENTLOG', 104)],
    matches: /^The .{1,60} log file was cleared/i,
    samples: ['The System log file was cleared.'],
    source: 'Windows, EventLog 104',
  },
  {
    id: 'kernel-general-1',
    kind: 'clock',
    logged: [by('KERNEL-GENERAL', 1)],
    matches: /^The system time has changed to /i,
    samples: ['The system time has changed to 2026-03-10T15:31:50.1Z from 2026-03-10T14:31:50.1Z.'],
    source: 'Windows, Kernel-General 1',
  },
  {
    id: 'scm-7031',
    kind: 'service-failed',
    logged: [by('SERVICE CONTROL MANAGER', 7031, 7034)],
    matches:
      /^The (?<detail>World Wide Web Publishing Service|Windows Process Activation Service|W3SVC|WAS) service terminated unexpectedly/i,
    samples: [
      'The World Wide Web Publishing Service service terminated unexpectedly.  It has done this 1 time(s).',
      'The Windows Process Activation Service service terminated unexpectedly.  It has done this 1 time(s).  The following corrective action will be taken in 60000 milliseconds: Restart the service.',
    ],
    not: ['The Print Spooler service terminated unexpectedly.  It has done this 1 time(s).'],
    words: serviceWords,
    endsAll: 'service',
    source: 'Windows, Service Control Manager 7031 and 7034',
  },
  {
    id: 'scm-7000',
    kind: 'service-failed',
    logged: [by('SERVICE CONTROL MANAGER', 7000, 7001, 7009, 7011, 7022, 7023, 7024, 7038)],
    matches:
      /^The (?:World Wide Web Publishing Service|Windows Process Activation Service|W3SVC|WAS) service (?:terminated with the following|failed to start due to|depends on|hung on starting|was unable to log on)|^A timeout (?:was reached )?\(\d{1,7} milliseconds\) (?:was reached )?while waiting for .{0,40}(?:World Wide Web Publishing Service|Windows Process Activation Service|W3SVC|WAS) service/i,
    samples: [
      'The World Wide Web Publishing Service service terminated with the following error: %%2147942402',
      'The Windows Process Activation Service service terminated with the following service-specific error: The data is invalid.',
      'The World Wide Web Publishing Service service failed to start due to the following error: The service did not start due to a logon failure.',
      'The World Wide Web Publishing Service service depends on the Windows Process Activation Service service which failed to start because of the following error: The system cannot find the file specified.',
      'The WAS service was unable to log on as NT AUTHORITY\\SYSTEM with the currently configured password due to the following error: Access is denied.',
      'A timeout was reached (30000 milliseconds) while waiting for the World Wide Web Publishing Service service to connect.',
      'A timeout (30000 milliseconds) was reached while waiting for a transaction response from the W3SVC service.',
    ],
    not: [
      'The Print Spooler service terminated with the following error: The device is not ready.',
      'The World Wide Web Publishing Service service entered the running state.',
    ],
    words: serviceWords,
    endsAll: 'service',
    source: 'Windows, Service Control Manager (netevent.dll): what kept a service from starting or ended it',
  },
  {
    id: 'scm-7036',
    kind: 'service-stopped',
    logged: [by('SERVICE CONTROL MANAGER', 7036)],
    matches:
      /^The (?<detail>World Wide Web Publishing Service|Windows Process Activation Service) service entered the stopped state/i,
    samples: ['The World Wide Web Publishing Service service entered the stopped state.'],
    not: [
      'The World Wide Web Publishing Service service entered the running state.',
      'The WinHTTP Web Proxy Auto-Discovery Service service entered the stopped state.',
    ],
    // The last two are the beginnings of its binary data, `W3SVC/` and `WAS/` in UTF-16, for every other language.
    words: [...serviceWords, ...['57003300530056004300', '5700410053002F00']],
    endsAll: 'service',
    source: 'Windows, Service Control Manager 7036',
  },
  {
    id: 'apphostsvc-9009',
    kind: 'harmless',
    logged: [by('APPHOSTSVC', 9009)],
    matches: /^The Application Host Helper Service encountered an error trying to delete the history directory/i,
    samples: [
      "The Application Host Helper Service encountered an error trying to delete the history directory 'C:\\inetpub\\history\\CFGHISTORY_0000000157'.  The directory will be skipped and ignored.",
    ],
    source: 'TechNet cc735063, IIS Application Host Helper Service: copies of the configuration, no application',
  },
]);

/** Who changes IIS: its own configuration log, and the installer. */
export const changes = eventRows([
  {
    id: 'configuration-29',
    kind: 'config-changed',
    logged: [by('CONFIGURATION', 29, 50)],
    matches: /^Changes (?:to '.{1,1000}' at '.{1,400}'|have)? ?have successfully been committed/i,
    samples: [
      "Changes to '/system.applicationHost/applicationPools/add[@name=\"Shop\"]/recycling/periodicRestart/@time' at 'MACHINE/WEBROOT/APPHOST' have successfully been committed.",
    ],
    source: 'Microsoft-IIS-Configuration/Operational 29 and 50',
  },
  {
    id: 'schedule-refused',
    kind: 'schedule-refused',
    logged: [],
    matches:
      /Cannot add duplicate collection entry of type 'add' with unique key attribute 'value' set to '\d{1,2}:\d{2}(?::\d{2})?'/,
    samples: [
      "New add object missing required attributes. Cannot add duplicate collection entry of type 'add' with unique key attribute 'value' set to '01:00:00'",
    ],
    not: ["Cannot add duplicate collection entry of type 'add' with unique key attribute 'value' set to 'index.html'"],
    source: 'What appcmd and Microsoft.Web.Administration answer (sous-chefs/iis issue 425)',
  },
  {
    id: 'msi-hosting-bundle',
    kind: 'bundle',
    logged: [by('MSIINSTALLER', 1033, 1042, 11707)],
    matches: /Product(?: Name)?: .{0,60}(?:\.NET|ASP\.NET Core) .{0,60}(?:Hosting|Module)/i,
    samples: [
      'Windows Installer installed the product. Product Name: Microsoft .NET 8.0.4 - Windows Server Hosting. Product Version: 8.0.4.24170.',
      'Product: Microsoft ASP.NET Core Module V2 -- Installation completed successfully.',
    ],
    not: ['Windows Installer installed the product. Product Name: 7-Zip 24.08. Product Version: 24.08.00.0.'],
    words: ['Hosting', 'ASP.NET Core'],
    endsAll: 'hosting-bundle',
    source: 'Windows Installer 1033, 1042, 11707 (dotnet/aspnetcore issue 17416)',
  },
]);
