import { policy, snippet } from './snippet.ts';

/** Symfony Mailer behind Messenger: the number of workers is the cap. */
export const symfonySnippet = snippet(
  'capped-symfony',
  'Symfony Mailer',
  `
# config/packages/messenger.yaml: mails go through a queue of their own.
framework:
  messenger:
    transports:
      mail:
        dsn: '%env(MESSENGER_TRANSPORT_DSN)%?queue_name=mail'
        retry_strategy: { max_retries: ${policy.tries - 1}, delay: 2000, multiplier: 2, jitter: 1 }
        rate_limiter: mail
    routing:
      Symfony\\Component\\Mailer\\Messenger\\SendEmailMessage: mail
  rate_limiter:
    mail: { policy: sliding_window, limit: ${policy.perMinute}, interval: '1 minute' }

# The cap is the number of workers: ${policy.cap} in all, over all hosts; 2 where other programs use the same mailbox.
# /etc/supervisor/conf.d/mail.conf
#   [program:mail]
#   command=php /srv/app/bin/console messenger:consume mail --limit=50 --time-limit=3600
#   numprocs=${policy.cap}
#   process_name=%(program_name)s_%(process_num)02d
#   autorestart=true
# A mail whose connection broke after the end of DATA may have arrived: let a handler of
# WorkerMessageFailedEvent reject what is no TransportException with a code of 400 to 499.
`,
);
