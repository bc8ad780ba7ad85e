import { by, eventRows } from '../row.ts';

const names = [
  'IIS ASPNETCORE MODULE V2',
  'IIS ASPNETCORE MODULE',
  'IIS EXPRESS ASPNETCORE MODULE',
  'IIS EXPRESS ASPNETCORE MODULE V2',
];
const byAncm = (...ids: number[]) => names.map((name) => by(name, ...ids));
const source =
  'dotnet/aspnetcore, aspnetcore_msg.mc and resources.h of AspNetCoreModuleV2; aspnet/AspNetCoreModule for version 1';
/** `Application 'MACHINE/WEBROOT/APPHOST/SHOP' …`, `Application '/LM/W3SVC/2/ROOT' with physical root 'C:\sites\shop\' …`. */
const application =
  '(?:^|Event Log: .)Application [\'‘“"](?<app>.{1,400}?)[\'’”"](?: with physical root [\'‘“"].{1,400}?[\'’”"])?,? ';

/** The ASP.NET Core Module: applications in process and out of it, in English only. */
export const ancm = eventRows([
  {
    id: 'ancm-1033',
    kind: 'app-stopped',
    logged: byAncm(1033, 1030),
    matches: new RegExp(`${application}(?:has shutdown|shut down process with Id)`, 'i'),
    samples: [
      "Application 'MACHINE/WEBROOT/APPHOST/SHOP' has shutdown.",
      "Application '/LM/W3SVC/2/ROOT' with physical root 'C:\\sites\\shop\\' shut down process with Id '4712' listening on port '19284'",
    ],
    quotes: ['app'],
    source,
  },
  {
    id: 'ancm-1032',
    kind: 'app-started',
    logged: byAncm(1032, 1001),
    matches: new RegExp(`${application}(?:started successfully|started process ['‘]?\\d+['’]? successfully)`, 'i'),
    samples: [
      "Application 'C:\\sites\\shop\\' started successfully.",
      "Application 'MACHINE/WEBROOT/APPHOST/SHOP' started process '4712' successfully and process '4712' is listening on port '19284'.",
    ],
    quotes: ['app'],
    source,
  },
  {
    id: 'ancm-1006',
    kind: 'app-asked',
    logged: byAncm(1006),
    matches: /^Sent shutdown HTTP message to process ['‘]?(?<pid>\d+)|^Sent shutdown HTTP message to process with Id/i,
    samples: [
      "Sent shutdown HTTP message to process '4712' and received http status '202'.",
      "Sent shutdown HTTP message to process with Id '4712' and received http status '202'.",
    ],
    quotes: ['pid'],
    source,
  },
  {
    id: 'ancm-1012',
    kind: 'app-offline',
    logged: byAncm(1012),
    matches: new RegExp(
      `${application}was recycled (?:after|due to) .{0,80}(?:app_offline|file change)|^App_offline file '.{1,200}?' was detected`,
      'i',
    ),
    samples: [
      "Application 'MACHINE/WEBROOT/APPHOST/SHOP' was recycled after detecting app_offline.htm.",
      "Application 'MACHINE/WEBROOT/APPHOST/SHOP' was recycled after detecting the app_offline file.",
      "Application 'C:\\sites\\shop\\' was recycled due to detected file change in application directory.",
      "App_offline file 'C:\\sites\\shop\\app_offline.htm' was detected.",
    ],
    source,
  },
  {
    id: 'ancm-1021',
    kind: 'app-config',
    logged: byAncm(1021),
    matches: new RegExp(`${application}was recycled due to configuration change`, 'i'),
    samples: ["Application 'MACHINE/WEBROOT/APPHOST/SHOP' was recycled due to configuration change"],
    quotes: ['app'],
    source,
  },
  {
    id: 'ancm-1005',
    kind: 'app-stop-timeout',
    logged: byAncm(1005),
    matches: /^Failed to gracefully shutdown (?:application|process)(?: with Id)? ['‘“"](?<app>.{1,400}?)['’”"]/i,
    samples: [
      "Failed to gracefully shutdown application 'MACHINE/WEBROOT/APPHOST/SHOP'.",
      "Failed to gracefully shutdown process '4712'.",
      "Failed to gracefully shutdown process with Id '4712'.",
    ],
    quotes: ['app'],
    source,
  },
  {
    id: 'ancm-1010',
    kind: 'app-failed',
    logged: byAncm(1010),
    matches: /^Failed to start application ['‘“"](?<app>.{1,400}?)['’”"]/i,
    samples: ["Failed to start application '/LM/W3SVC/6/ROOT/', ErrorCode '0x800700c1'."],
    quotes: ['app'],
    source,
  },
  {
    id: 'ancm-1000',
    kind: 'app-failed',
    logged: byAncm(1000, 1007, 1020, 1031),
    matches: new RegExp(
      `${application}(?:failed to (?:start|load|parse|choose)|wasn't able to start|(?:was )?unable to start|could not be started|(?:started|created) process .{0,600}?but (?:failed to|either crashed))`,
      'i',
    ),
    samples: [
      "Application '/LM/W3SVC/1/ROOT' with physical root 'C:\\sites\\shop\\' failed to start process with commandline 'dotnet .\\Shop.dll' with multiple retries. The last try of listening port is '27144'. See previous warnings for details.",
      "Application '/LM/W3SVC/2/ROOT' with physical root 'C:\\sites\\shop\\' failed to load coreclr. Exception message: CLR worker thread exited prematurely",
      "Application 'MACHINE/WEBROOT/APPHOST/SHOP' with physical root 'C:\\sites\\shop\\' failed to start process with commandline 'C:\\sites\\shop\\Shop.exe ', ErrorCode = '0x80004005 : 80008083.",
      "Event Log: 'Application '/LM/W3SVC/1/ROOT/Shop' with physical root 'C:\\sites\\shop\\' failed to load coreclr. Exception message:",
      "Application 'MACHINE/WEBROOT/APPHOST/SHOP' with physical root 'C:\\sites\\shop\\' created process with commandline 'C:\\sites\\shop\\Shop.exe 'but failed to get its status, ErrorCode = '0x80070005'.",
      "Application 'MACHINE/WEBROOT/APPHOST/SHOP' with physical root 'C:\\sites\\shop\\' created process with commandline 'dotnet .\\Shop.dll' but either crashed, did not respond, or did not listen on the given port '27144', ErrorCode = '0x800705b4'",
      "Application 'MACHINE/WEBROOT/APPHOST/SHOP' with physical root 'C:\\sites\\shop\\' failed to choose listen port '5000' given port range '1025 - 48000', ErrorCode = '0x80070020'.",
      "Application 'MACHINE/WEBROOT/APPHOST/SHOP' wasn't able to start. Managed server didn't initialize after 120000 ms.",
    ],
    not: ["Application 'MACHINE/WEBROOT/APPHOST/SHOP' started successfully."],
    quotes: ['app'],
    source,
  },
  {
    id: 'ancm-process-failed',
    kind: 'app-failed',
    logged: [],
    matches: /^(?:Failed to start process with commandline|Process ['‘]?\d{1,7}['’]? failed to start\. Port = )/i,
    samples: [
      "Failed to start process with commandline '\"dotnet\" .\\Shop.dll', ErrorCode = '0x80004005'.",
      "Process '4712' failed to start. Port = 19284, Error Code = '-2147023829'.",
    ],
    source,
  },
  {
    id: 'ancm-1034',
    kind: 'app-failed',
    logged: byAncm(1003, 1004, 1008, 1009, 1023, 1028, 1029, 1034),
    matches:
      /^(?:Could not find|Unable to locate|Unable to find) (?:the )?(?:in-?process request handler|application dependencies)|^Only one in-?process application is allowed per IIS application pool|^Mixed hosting model is not supported|^Could not find ['‘“"]?aspnetcorev2_|^Maximum rapid fail count per minute|^Configuration load error|^Could not load configuration\. Exception message|^Hostfxr version used does not support|^Unable to load ['‘“"].{1,400}['’”"]\. This might be caused by a bitness mismatch|^Could not find the assembly .{1,300} for out-of-process application|^AspNetCore Module is disabled/i,
    samples: [
      'Could not find inprocess request handler. Captured output from invoking hostfxr: It was not possible to find any compatible framework version',
      "Could not find 'aspnetcorev2_inprocess.dll'. Exception message:",
      'Only one in-process application is allowed per IIS application pool. Please assign the application to a different pool.',
      'Mixed hosting model is not supported. Application configured with different hosting model value.',
      "Maximum rapid fail count per minute of '10' exceeded.",
      'Configuration load error.',
      'Could not load configuration. Exception message: Attribute processPath is required.',
      "Unable to load 'C:\\sites\\shop\\hostfxr.dll'. This might be caused by a bitness mismatch between IIS application pool and published application.",
      "Hostfxr version used does not support 'hostfxr_get_native_search_directories', update the version of hostfxr to a higher version. Path to hostfxr: 'C:\\sites\\shop\\hostfxr.dll'.",
      "Could not find the assembly 'aspnetcorev2_outofprocess.dll' for out-of-process application. Please confirm the assembly is installed correctly for IIS or IISExpress.",
    ],
    source,
  },
  {
    id: 'ancm-1018',
    kind: 'app-died',
    logged: byAncm(1011, 1018, 1035),
    matches: new RegExp(
      `${application}(?:hit (?:an )?unexpected managed (?:background )?exception|has exited from Program\\.Main)`,
      'i',
    ),
    samples: [
      "Application '/LM/W3SVC/2/ROOT' with physical root 'C:\\sites\\shop\\' hit unexpected managed exception, exception code = '0xe0434352'. Please check the stderr logs for more information.",
      "Application '/LM/W3SVC/2/ROOT' with physical root 'C:\\sites\\shop\\' has exited from Program.Main with exit code = '-2147450743'. First 30KB characters of captured stdout and stderr logs:",
    ],
    quotes: ['app'],
    source,
  },
  {
    id: 'ancm-stdout',
    kind: 'harmless',
    logged: [],
    matches: /Could not create stdoutLogFile /i,
    samples: [
      'Warning: Could not create stdoutLogFile \\\\?\\C:\\shop\\logs\\stdout_3052_2026310155154.log, ErrorCode = -2147024893.',
    ],
    source,
  },
]);
