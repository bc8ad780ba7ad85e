import { policy, snippet } from './snippet.ts';

/** Symfony Mailer behind Messenger: the number of workers is the cap. Runs from Symfony 5.4 on. */
export const symfonySnippet = snippet(
  'capped-symfony',
  'Symfony Mailer',
  `
# config/packages/messenger.yaml: mails go through a queue of their own.
framework:
  messenger:
    transports:
      mail:
        dsn: 'doctrine://default?queue_name=mail' # or redis://localhost:6379/mail, amqp://localhost/%2f/mail
        retry_strategy: { service: App\\Mail\\TemporaryOnly }
        rate_limiter: mail # Symfony 6.2 or newer, and symfony/rate-limiter; leave out before
    routing:
      Symfony\\Component\\Mailer\\Messenger\\SendEmailMessage: mail
  rate_limiter: # at most ${policy.perMinute} a minute
    mail: { policy: token_bucket, limit: 5, rate: { interval: '${(5 * 60) / policy.perMinute} seconds', amount: 5 } }
  lock: flock # what the limiter counts under

# The cap is the number of workers: ${policy.cap} in all, over all hosts; 2 where other programs use the same mailbox.
# /etc/supervisor/conf.d/mail.conf
#   [program:mail]
#   command=php /srv/app/bin/console messenger:consume mail --limit=50 --time-limit=3600
#   numprocs=${policy.cap}
#   process_name=%(program_name)s_%(process_num)02d
#   autorestart=true

<?php
// src/Mail/TemporaryOnly.php
namespace App\\Mail;

use Symfony\\Component\\Mailer\\Exception\\TransportExceptionInterface;
use Symfony\\Component\\Messenger\\Envelope;
use Symfony\\Component\\Messenger\\Exception\\HandlerFailedException;
use Symfony\\Component\\Messenger\\Retry\\RetryStrategyInterface;
use Symfony\\Component\\Messenger\\Stamp\\RedeliveryStamp;

/**
 * A 4xx reply: not accepted, so one more try cannot duplicate the mail. A lost connection has no code, and 421 may
 * answer QUIT behind an accepted mail: both go to the failure transport, for a person to look at.
 */
final class TemporaryOnly implements RetryStrategyInterface
{
    public function isRetryable(Envelope $message, ?\\Throwable $error = null): bool
    {
        while ($error instanceof HandlerFailedException) {
            $error = $error->getPrevious();
        }
        $code = $error instanceof TransportExceptionInterface ? $error->getCode() : 0;
        return $code >= 400 && $code <= 499 && $code !== 421
            && RedeliveryStamp::getRetryCountFromEnvelope($message) + 1 < ${policy.tries};
    }

    public function getWaitingTime(Envelope $message, ?\\Throwable $error = null): int // milliseconds
    {
        $tried = RedeliveryStamp::getRetryCountFromEnvelope($message) + 1;
        return (int) (mt_rand() / mt_getrandmax() * 1000 * 2 ** $tried);
    }
}
`,
);

/** PHPMailer: a process a request, so the cap is a set of locks that all processes of a host share. */
export const phpmailerSnippet = snippet(
  'capped-phpmailer',
  'PHPMailer',
  `
<?php
// capped_mailer.php: all that send by this mailbox on this host call capped_send(). $folder is writable for all of them.
use PHPMailer\\PHPMailer\\Exception;
use PHPMailer\\PHPMailer\\PHPMailer;

const MAIL_CAP = ${policy.cap}; // on all hosts together; 2 where other programs use the same mailbox
const MAIL_TRIES = ${policy.tries};

/** Waits for one of the places; the kernel frees it when the process ends. */
function mail_place(string $folder)
{
    while (true) {
        for ($i = 1; $i <= MAIL_CAP; $i++) {
            $lock = fopen("$folder/mail-place-$i.lock", 'c');
            if ($lock === false) {
                throw new RuntimeException("cannot write in $folder");
            }
            if (flock($lock, LOCK_EX | LOCK_NB)) {
                return $lock;
            }
            fclose($lock);
        }
        usleep(random_int(50000, 150000));
    }
}

/** $mail is made with exceptions: new PHPMailer(true). */
function capped_send(PHPMailer $mail, string $folder): void
{
    for ($tried = 1; ; $tried++) {
        $place = mail_place($folder);
        try {
            $mail->send();
            return;
        } catch (Exception $error) {
            // A 4xx reply: not accepted, so one more try cannot duplicate the mail.
            // A lost connection has no code, and 421 may answer QUIT behind an accepted mail: both are left to the caller.
            $code = (int) ($mail->getSMTPInstance()->getError()['smtp_code'] ?? 0);
            if ($code < 400 || $code > 499 || $code === 421 || $tried === MAIL_TRIES) {
                throw $error;
            }
        } finally {
            fclose($place); // the place is free while this mail waits
        }
        usleep((int) (mt_rand() / mt_getrandmax() * 1000000 * 2 ** $tried));
    }
}
`,
);
