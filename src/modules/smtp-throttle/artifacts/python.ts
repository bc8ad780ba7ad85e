import { policy, snippet } from './snippet.ts';

/** smtplib, for threads; a connection for each mail keeps it simple. */
export const smtplibSnippet = snippet(
  'capped-smtplib',
  'smtplib',
  `
# capped_mailer.py: one sender for each mailbox, shared by all threads.
import random
import smtplib
import threading
import time

CAP = ${policy.cap}  # 2 where other programs use the same mailbox; 4 is already refused
TRIES = ${policy.tries}


class CappedMailer:
    def __init__(self, connect):
        """connect() returns a new smtplib.SMTP that is logged in."""
        self._connect = connect
        self._places = threading.BoundedSemaphore(CAP)

    def send(self, message):
        for tried in range(1, TRIES + 1):
            try:
                with self._places:
                    return self._hand_over(message)
            except smtplib.SMTPAuthenticationError:
                raise  # a repeated refused login locks the account
            except smtplib.SMTPResponseException as error:
                # A 4xx reply: not accepted, so one more try cannot duplicate the mail.
                # A lost connection is left to the caller: the mail may have arrived.
                if not 400 <= error.smtp_code < 500 or tried == TRIES:
                    raise
            time.sleep(random.random() * 2**tried)  # the place is free meanwhile

    def _hand_over(self, message):
        smtp = self._connect()
        try:
            return smtp.send_message(message)
        finally:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                pass  # what is answered to QUIT says nothing of the mail
`,
);
