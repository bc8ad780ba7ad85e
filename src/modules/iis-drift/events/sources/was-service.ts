import { by, byWas, eventRows, sentence } from '../row.ts';

/** WAS and W3SVC about themselves, their configuration and replacements that did not come. */
export const wasService = eventRows([
  {
    id: 'was-5005',
    kind: 'was-error',
    logged: [...byWas(5005), by('WAS', 5036)],
    matches:
      /^(?:The )?(?:Windows Process Activation Service(?: \(WAS\))?|World Wide Web Publishing Service)(?: \(WWW Service\))? (?:is stopping because it encountered an error|is exiting due to an error)|configuration manager for Windows Process Activation Service(?: \(WAS\))? did not initialize/i,
    samples: [
      'Windows Process Activation Service (WAS) is stopping because it encountered an error. The data field contains the error number.',
      'The World Wide Web Publishing Service is exiting due to an error. The data field contains the error number.',
      'The configuration manager for Windows Process Activation Service (WAS) did not initialize. The data field contains the error number.',
    ],
    not: ['The Windows Process Activation Service service entered the stopped state.'],
    endsAll: 'service',
    source: 'TechNet cc735152, Windows Process Activation Service Availability; cc737524 for IIS 6',
  },
  {
    id: 'was-5215',
    kind: 'was-error',
    logged: [by('WAS', 5215)],
    matches: /failed to execute initialization for offline setup/i,
    samples: [
      'The Windows Process Activation Service (WAS) failed to execute initialization for offline setup. The data field contains the error number.',
    ],
    endsAll: 'service',
    source: 'Microsoft-Windows-WAS, its message table (serverfault 891302)',
  },
  {
    id: 'was-5041',
    kind: 'range',
    logged: [by('WAS', 5041)],
    matches: /failed range validation for property/i,
    samples: [
      "The 'AppPool' 'Shop' failed range validation for property 'PeriodicRestartTime'. The configured value '45000000' is outside of the range '0' to '25920000'. The value will default to '104400'.",
    ],
    quotes: ['detail', 'pool'],
    source: 'TechNet cc735211, IIS Application Pool Configuration',
  },
  {
    id: 'was-5070',
    kind: 'overlap-failed',
    logged: [by('WAS', 5070, 5093)],
    matches: /failed to (?:overlap recycle for application pool|issue recycle requests? to all worker processes)/i,
    samples: [
      "The Windows Process Activation Service failed to overlap recycle for application pool 'Shop' worker process '4712'. The data field contains the error number.",
      "The Windows Process Activation Service failed to issue recycle requests to all worker processes of application pool 'Shop'. The data field contains the error number.",
    ],
    quotes: ['pool', 'pid'],
    source: 'TechNet dd364278, IIS Application Pool Recycling',
  },
  {
    id: 'was-5189',
    kind: 'config-unreadable',
    logged: [by('WAS', 5189, 5172)],
    matches:
      /Windows Process Activation Service (?:failed to generate an application pool config file for application pool ["'‘“](?<pool>.{1,300}?)["'’”]|encountered an error trying to read configuration data from file)/i,
    samples: [
      "The Windows Process Activation Service failed to generate an application pool config file for application pool 'Shop'. The error type is '0'. To resolve this issue, please ensure that the applicationhost.config file is correct and recommit the last configuration changes made. The data field contains the error number.",
      "The Windows Process Activation Service encountered an error trying to read configuration data from file '\\\\?\\C:\\Windows\\system32\\inetsrv\\config\\applicationHost.config', line number '308'. The error message is: 'Configuration file is not well-formed XML'. The data field contains the error number.",
    ],
    source: 'TechNet cc735202 and dd364172, Windows Process Activation Service configuration',
  },
]);

/** The worker process about what it loads: Application log. */
export const worker = eventRows([
  {
    id: 'wp-2280',
    kind: 'module-failed',
    logged: [by('W3SVC-WP', 2280)],
    matches: sentence("The Module DLL '{detail}' failed to load"),
    samples: [
      'The Module DLL C:\\Windows\\System32\\inetsrv\\rewrite.dll failed to load.  The data is the error.',
      'The Module DLL C:\\Program Files (x86)\\vendor\\filter.dll failed to load. The data is the error.',
    ],
    not: ["The Module DLL 'C:\\vendor\\filter.dll' could not be loaded due to a configuration problem."],
    quotes: ['detail'],
    source: 'TechNet cc735033, IIS Web Server Module and Filter Installation',
  },
  {
    id: 'wp-2282',
    kind: 'module-failed',
    logged: [by('W3SVC-WP', 2282)],
    matches: sentence("The Module DLL '{detail}' could not be loaded due to a configuration problem"),
    samples: [
      "The Module DLL 'C:\\Windows\\system32\\RpcProxy\\RpcProxy.dll' could not be loaded due to a configuration problem. The current configuration only supports loading images built for a x86 processor architecture. The data field contains the error number. To learn more about this issue, including how to troubleshooting this kind of processor architecture mismatch error, see http://go.microsoft.com/fwlink/?LinkId=29349.",
    ],
    quotes: ['detail'],
    source: 'TechNet cc735033, IIS Web Server Module and Filter Installation',
  },
  {
    id: 'wp-2281',
    kind: 'module-failed',
    logged: [by('W3SVC-WP', 2281, 2283)],
    matches:
      /^The (?:module (?:name|DLL) .{1,300} returned an error from registration|registration method for the module .{1,300} returned)/i,
    samples: [
      'The module name FilterModule path C:\\vendor\\filter.dll returned an error from registration.  The data is the error.',
    ],
    source: 'TechNet cc735033, IIS Web Server Module and Filter Installation',
  },
  {
    id: 'wp-2214',
    kind: 'module-failed',
    logged: [by('W3SVC-WP', 2214, 2268, 2274), by('W3SVC', 2214, 2268, 2274)],
    matches:
      /(?:The HTTP Filter DLL (?<detail>.{1,300}?) failed to load|Could not load all ISAPI filters for (?:site|service)|ISAPI Filter ["'‘“].{1,300}?["'’”] could not be loaded due to a configuration problem)/i,
    samples: [
      'The HTTP Filter DLL C:\\vendor\\sso.dll failed to load.  The data is the error.',
      'Could not load all ISAPI filters for site/service.  Therefore startup aborted.',
      "ISAPI Filter 'C:\\Windows\\Microsoft.NET\\Framework64\\v2.0.50727\\aspnet_filter.dll' could not be loaded due to a configuration problem. The current configuration only supports loading images built for a x86 processor architecture. The data field contains the error number.",
    ],
    quotes: ['detail'],
    source: 'TechNet cc735033, IIS Web Server Module and Filter Installation',
  },
  {
    id: 'wp-2276',
    kind: 'start-failed',
    logged: [by('W3SVC-WP', 2269, 2276, 2277, 2278, 2279)],
    matches:
      /The worker process failed to (?:initialize (?:correctly|communication with the W3 ?S(?:VC|ervice)) and therefore could not be started|(?:pre-)?initialize the (?:http\.sys communication|\.NET Runtime)|load the process model host|start http request processing|start servering a queue)/i,
    samples: [
      'The worker process failed to initialize correctly and therefore could not be started.  The data is the error.',
      'The worker process failed to initialize communication with the W3SVC and therefore could not be started.  The data field contains the error number.',
      'The worker process failed to pre-initialize the .NET Runtime. The data field contains the error number.',
      'The worker process failed to load the process model host. If this was during the launch of a queue the W3SVC will consider this worker process ill. The data is the error.',
      'The worker process failed to start http request processing. A previous event log message may contain more information. The data is the error.',
    ],
    source: 'TechNet cc735206, IIS Worker Process Availability',
  },
  {
    id: 'wp-2297',
    kind: 'config-unreadable',
    logged: [by('W3SVC-WP', 2293, 2297, 2303, 2307)],
    matches: sentence(
      "The worker process for application pool '{pool}' encountered an error '{detail}' trying to read",
    ),
    samples: [
      "The worker process for application pool 'Shop' encountered an error 'Configuration file is not well-formed XML' trying to read configuration data from file '\\\\?\\C:\\inetpub\\temp\\apppools\\Shop\\Shop.config', line number '3'. The data field contains the error code.",
      "The worker process for application pool 'Shop' encountered an error 'Cannot read configuration file' trying to read global module configuration data from file '\\\\?\\<EMPTY>', line number '0'.  Worker process startup aborted.",
    ],
    quotes: ['pool', 'detail'],
    source: 'TechNet cc735151, IIS Application Pool Availability',
  },
  {
    id: 'wp-2262',
    kind: 'unhealthy',
    logged: [by('W3SVC-WP', 2262, 2263, 2299), by('W3SVC', 2262, 2263)],
    matches:
      /(?:reported itself as unhealthy for the following reason|An application has reported as being unhealthy)/i,
    samples: [
      "ISAPI 'C:\\Windows\\Microsoft.NET\\Framework\\v4.0.30319\\aspnet_isapi.dll' reported itself as unhealthy for the following reason: 'Deadlock detected'.",
      'An application has reported as being unhealthy. The worker process will now request a recycle. Reason given: ASP.NET application initialization failed. The data is the error.',
    ],
    source: 'TechNet cc735151, IIS Application Pool Availability',
  },
]);
