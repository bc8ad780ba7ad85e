import { policy, snippet } from './snippet.ts';

/** Exim: `max_parallel` counts over all messages (a hints database); `remote_max_parallel` is for each message. */
export const eximSnippet = snippet(
  'capped-exim',
  'Exim',
  `
# Router, before the one that routes to the Internet:
m365:
  driver = manualroute
  domains = ! +local_domains
  route_list = * smtp.office365.com::587 byname
  transport = m365_smtp

# Transport: at most ${policy.cap} deliveries at once over all messages; 2 where other programs use the same mailbox.
m365_smtp:
  driver = smtp
  max_parallel = ${policy.cap}
  connection_max_messages = 20
  hosts_require_auth = *
  hosts_require_tls = *

# Retry rule, before the general one: 432 is over in seconds.
begin retry
smtp.office365.com  *  F,10m,1m; G,4h,5m,1.5
`,
);
