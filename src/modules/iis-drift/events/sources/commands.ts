import { eventRows } from '../row.ts';

const command = 'net.exe (netmsg.dll), services.msc and Start-Service on the services of IIS';

/** What tools print of IIS at a prompt: services that do not start, pools and sites that are stopped. */
export const commandOutput = eventRows([
  {
    id: 'command-not-started',
    kind: 'service-not-started',
    logged: [],
    matches:
      /^(?!.{0,200}worker process\b.{0,120}could not be started)(?=.{0,400}\b(?:(?<![/\\])w3svc|(?:net(?:\.exe)? {1,3}(?:start|stop)|sc(?:\.exe)? {1,3}\w{4,8}|(?:Re)?Start-Service(?: -Name)?) {1,3}["']?was|\(WAS|iisadmin|iisreset|World Wide Web Publishing|Windows Process Activation|IIS Admin|Start-WebAppPool|Start-Website|Attempting (?:stop|start)\.\.\.)(?=\W|$)).{0,900}?(?:\bSystem error \d{1,5} has occurred|\bError \d{1,5}: |\bservice could not be started|\b(?:Restart|Start|Stop) attempt failed|\b(?:can ?not|could not) (?:be started|start)\b|\bfailed to start\b|\bStartService FAILED \d|\bAccess denied, you must be an administrator)/i,
    samples: [
      'net start w3svc The World Wide Web Publishing Service service is not started. System error 1068 has occurred. The dependency service or group failed to start.',
      'net start was System error 5 has occurred. Access is denied.',
      'The World Wide Web Publishing Service service is starting. The World Wide Web Publishing Service service could not be started. A system error has occurred. System error 1067 has occurred. The process terminated unexpectedly.',
      'Windows could not start the World Wide Web Publishing Service service on Local Computer. Error 1068: The dependency service or group failed to start.',
      'sc start w3svc [SC] StartService FAILED 1058: The service cannot be started, either because it is disabled or because it has no enabled devices associated with it.',
      "Start-Service : Service 'World Wide Web Publishing Service (W3SVC)' cannot be started due to the following error: Cannot start service W3SVC on computer '.'.",
      'Start-WebAppPool : The service cannot be started, either because it is disabled or because it has no enabled devices associated with it. (Exception from HRESULT: 0x80070422)',
      'iisreset Attempting stop... Internet services successfully stopped Attempting start... Restart attempt failed. The IIS Admin Service or the World Wide Web Publishing Service, or a service dependent on them failed to start.',
      'Attempting start... The service did not respond to the start or control request in a timely fashion. (2147943453, 8007041d) Restart attempt failed.',
      'iisreset Access denied, you must be an administrator of the remote computer to use this command.',
    ],
    not: [
      'net start spooler System error 1068 has occurred. The dependency service or group failed to start.',
      'iisreset Attempting stop... Internet services successfully stopped Attempting start... Internet services successfully restarted',
      'The worker process failed to initialize communication with the W3SVC and therefore could not be started.',
      'The scheduled job was skipped because the exporter could not be started.',
    ],
    source: command,
  },
  {
    id: 'service-down',
    kind: 'service-down',
    logged: [],
    matches:
      /^Stopped (?<detail>W3SVC|WAS) |^(?:sc(?:\.exe)? query(?:ex)? \S{1,10} )?SERVICE_NAME: (?:w3svc|was)\b.{0,300}?\bSTATE : 1 STOPPED\b|^ERROR \( message:The service has not been started\./i,
    samples: [
      'Stopped W3SVC World Wide Web Publishing Service',
      'sc query w3svc SERVICE_NAME: w3svc TYPE : 20 WIN32_SHARE_PROCESS STATE : 1 STOPPED WIN32_EXIT_CODE : 1068 (0x42c)',
      'ERROR ( message:The service has not been started.',
    ],
    not: ['Running W3SVC World Wide Web Publishing Service', 'Stopped Spooler Print Spooler'],
    source: 'Get-Service, sc query, appcmd',
  },
  {
    id: 'command-started',
    kind: 'service-up',
    logged: [],
    matches:
      /^(?:iisreset\b.{0,80}|Attempting (?:stop|start)\.\.\..{0,200})Internet services successfully (?:re)?start|^(?:net start .{0,40})?The (?:World Wide Web Publishing Service|Windows Process Activation Service) service was started successfully/i,
    samples: [
      'Attempting stop... Internet services successfully stopped Attempting start... Internet services successfully restarted',
      'iisreset Attempting stop... Internet services successfully stopped Attempting start... Internet services successfully restarted',
      'The World Wide Web Publishing Service service was started successfully.',
    ],
    source: command,
  },
  {
    id: 'service-running',
    kind: 'service-up',
    logged: [],
    matches:
      /^Running (?:W3SVC|WAS) |^(?:sc(?:\.exe)? (?:query(?:ex)?|start) \S{1,10} )?SERVICE_NAME: (?:w3svc|was)\b.{0,300}?\bSTATE : 4 RUNNING\b/i,
    samples: [
      'Running W3SVC World Wide Web Publishing Service',
      'Running WAS Windows Process Activation Service',
      'SERVICE_NAME: was TYPE : 20 WIN32_SHARE_PROCESS STATE : 4 RUNNING WIN32_EXIT_CODE : 0 (0x0)',
      'sc queryex w3svc SERVICE_NAME: w3svc TYPE : 20 WIN32_SHARE_PROCESS STATE : 4 RUNNING WIN32_EXIT_CODE : 0 (0x0)',
    ],
    not: [
      'Running Spooler Print Spooler',
      'sc query w3svc SERVICE_NAME: w3svc TYPE : 20 WIN32_SHARE_PROCESS STATE : 3 STOP_PENDING WIN32_EXIT_CODE : 0 (0x0)',
      'sc.exe start w3svc SERVICE_NAME: w3svc TYPE : 20 WIN32_SHARE_PROCESS STATE : 2 START_PENDING (NOT_STOPPABLE) WIN32_EXIT_CODE : 0 (0x0)',
    ],
    source: 'Get-Service, sc query, sc start',
  },
  {
    id: 'service-starting',
    // What becomes of it is not said: it may end at once.
    kind: 'harmless',
    logged: [],
    matches:
      /^(?:sc(?:\.exe)? (?:query(?:ex)?|start) \S{1,10} )?SERVICE_NAME: (?:w3svc|was)\b.{0,300}?\bSTATE : 2 START_PENDING\b/i,
    samples: [
      'sc.exe start w3svc SERVICE_NAME: w3svc TYPE : 20 WIN32_SHARE_PROCESS STATE : 2 START_PENDING (NOT_STOPPABLE) WIN32_EXIT_CODE : 0 (0x0)',
    ],
    not: ['SERVICE_NAME: was TYPE : 20 WIN32_SHARE_PROCESS STATE : 4 RUNNING WIN32_EXIT_CODE : 0 (0x0)'],
    source: 'sc start; SERVICE_STATUS, dwCurrentState',
  },
  {
    id: 'appcmd-pool-stopped',
    kind: 'pool-stopped',
    logged: [],
    matches: /^APPPOOL "(?<pool>[^"]{1,300})" \(Mgd.{0,60}\bstate:Stopp(?:ed|ing)\)/i,
    samples: ['APPPOOL "Shop" (MgdVersion:v4.0,MgdMode:Integrated,state:Stopped)'],
    not: ['APPPOOL "Shop" (MgdVersion:v4.0,MgdMode:Integrated,state:Started)'],
    source: 'appcmd list apppool',
  },
  {
    id: 'powershell-pool-stopped',
    kind: 'pool-stopped',
    logged: [],
    matches:
      /^(?<pool>\S.{0,200}?) (?:Stopped|Stopping) (?:v\d\.\d )?(?:Integrated|Classic) (?:OnDemand|AlwaysRunning)$/,
    samples: ['Shop Front Stopped v4.0 Integrated OnDemand', 'Api Stopped Integrated AlwaysRunning'],
    not: ['Shop Front Started v4.0 Integrated OnDemand'],
    source: 'Get-IISAppPool (IISAdministration)',
  },
  {
    id: 'appcmd-site-stopped',
    kind: 'site-stopped',
    logged: [],
    matches: /^SITE "(?<app>[^"]{1,300})" \(id:\d{1,10},.{0,2000}\bstate:Stopp(?:ed|ing)\)/i,
    samples: ['SITE "Shop" (id:2,bindings:http/*:80:,state:Stopped)'],
    not: ['SITE "Shop" (id:2,bindings:http/*:80:,state:Started)'],
    source: 'appcmd list site',
  },
  {
    id: 'pool-started',
    kind: 'pool-started',
    logged: [],
    matches:
      /^APPPOOL "(?<pool>[^"]{1,300})" \(Mgd.{0,60}\bstate:Started\)|^(?:\S{0,200}\\)?appcmd(?:\.exe)? start apppool .{0,300}"(?<pool1>[^"]{1,300})" successfully started/i,
    samples: [
      'APPPOOL "Shop" (MgdVersion:,MgdMode:Integrated,state:Started)',
      'appcmd start apppool "Shop" "Shop" successfully started.',
      '%windir%\\system32\\inetsrv\\appcmd.exe start apppool /apppool.name:Shop "Shop" successfully started.',
    ],
    not: [
      'appcmd start site "Shop" "Shop" successfully started.',
      'APPPOOL "Shop" (MgdVersion:,MgdMode:Integrated,state:Starting)',
    ],
    source: 'appcmd list apppool, appcmd start apppool',
  },
  {
    id: 'powershell-pool-started',
    kind: 'pool-started',
    logged: [],
    matches: /^(?<pool>\S.{0,200}?) Started (?:v\d\.\d )?(?:Integrated|Classic) (?:OnDemand|AlwaysRunning)$/i,
    samples: ['Shop Front Started v4.0 Integrated OnDemand', 'Api Started Classic AlwaysRunning'],
    not: ['Shop Front Stopped v4.0 Integrated OnDemand', 'Api Starting Classic AlwaysRunning'],
    source: 'Get-IISAppPool (IISAdministration)',
  },
  {
    id: 'site-started',
    kind: 'site-started',
    logged: [],
    matches:
      /^SITE "(?<app>[^"]{1,300})" \(id:\d{1,10},.{0,2000}\bstate:Started\)|^(?:\S{0,200}\\)?appcmd(?:\.exe)? start site .{0,300}"(?<app1>[^"]{1,300})" successfully started/i,
    samples: [
      'SITE "Shop" (id:2,bindings:http/*:80:,https/*:443:,state:Started)',
      'appcmd start site "Shop" "Shop" successfully started.',
      '%windir%\\system32\\inetsrv\\appcmd.exe start site /site.name:Shop "Shop" successfully started.',
    ],
    not: [
      'appcmd start apppool "Shop" "Shop" successfully started.',
      'SITE "Shop" (id:2,bindings:http/*:80:,state:Starting)',
    ],
    source: 'appcmd list site, appcmd start site',
  },
  {
    id: 'pool-list-head',
    kind: 'harmless',
    logged: [],
    matches: /^Name Status CLR Ver Pipeline Mode Start Mode$/i,
    samples: ['Name Status CLR Ver Pipeline Mode Start Mode'],
    source: 'Get-IISAppPool (IISAdministration)',
  },
]);
