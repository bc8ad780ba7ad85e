import type { FixScript } from '../../../core/fix-script.ts';

/** Counts, not ratios: two mails of 27 lost move no ratio. Syntax of Loki's ruler (https://grafana.com/docs/loki/latest/alert/). */
export const alertRule: FixScript = {
  id: 'alert-on-throttling',
  title: 'alert on any throttled mail',
  shell: 'config',
  applicability: 'safe',
  effect: 'A Loki rule to take over; it fires on the first throttled attempt, and while it goes on.',
  apply: `groups:
  - name: mail-throttling
    rules:
      - alert: MailThrottled
        # Name your own stream instead of {app="mail-sender"}.
        expr: >
          sum(count_over_time({app="mail-sender"}
          |~ "(?i)concurrent connections limit exceeded|sender thread limit exceeded|submission rate for this client"
          [5m])) > 0
        labels: { severity: warning }
        annotations:
          summary: 'Mails are refused for a limit of the mail server; are they retried?'
  # And on what stays unsent, from the table of mails (by an SQL exporter):
  #   SELECT COUNT(*) FROM email_log WHERE status <> 'S' AND sent_date < CURRENT_TIMESTAMP - INTERVAL '15' MINUTE
`,
};
