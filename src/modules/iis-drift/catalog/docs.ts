const settings = 'https://learn.microsoft.com/iis/configuration/system.applicationhost/applicationpools/';
const events = 'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2008-R2-and-2008/';

/** Public sources the codes point to. */
export const docs = {
  periodicRestart: `${settings}add/recycling/periodicrestart/`,
  schedule: `${settings}add/recycling/periodicrestart/schedule/`,
  recycling: `${settings}add/recycling/`,
  processModel: `${settings}add/processmodel`,
  failure: `${settings}add/failure`,
  poolDefaults: `${settings}applicationpooldefaults/`,
  recyclingEvents: `${events}cc735206(v=ws.10)`,
  availabilityEvents: `${events}cc735151(v=ws.10)`,
  applicationInitialization:
    'https://learn.microsoft.com/iis/get-started/whats-new-in-iis-8/iis-80-application-initialization',
  ancm: 'https://learn.microsoft.com/aspnet/core/host-and-deploy/aspnet-core-module',
  sharedConfiguration:
    'https://learn.microsoft.com/iis/web-hosting/configuring-servers-in-the-windows-web-platform/shared-configuration_211',
} as const;
