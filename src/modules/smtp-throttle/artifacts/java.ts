import { policy, snippet } from './snippet.ts';

/** JavaMail or Angus Mail, alone or behind Spring's JavaMailSender. */
export const javamailSnippet = snippet(
  'capped-javamail',
  'JavaMail and Spring',
  `
// CappedMailSender.java: one bean for each mailbox. With javax.mail, import com.sun.mail.smtp.SMTPSendFailedException.
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

public final class CappedMailSender {
    private static final int CAP = ${policy.cap}; // 2 where other programs use the same mailbox; 4 is already refused
    private static final int TRIES = ${policy.tries};
    private final Semaphore places = new Semaphore(CAP, true);
    private final JavaMailSender sender;

    public CappedMailSender(JavaMailSender sender) {
        this.sender = sender;
    }

    /** Sends one message: a list would be repeated as a whole after one refusal. */
    public void send(MimeMessage message) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            places.acquire();
            try {
                sender.send(message);
                return;
            } catch (MailSendException error) {
                if (tried >= TRIES || !isTemporary(error)) throw error;
            } finally {
                places.release(); // the place is free while this mail waits
            }
            Thread.sleep((long) (ThreadLocalRandom.current().nextDouble() * 1000 * Math.pow(2, tried)));
        }
    }

    /** A 4xx reply: not accepted, so one more try cannot duplicate the mail. A lost connection is none. */
    private static boolean isTemporary(MailSendException error) {
        for (Exception one : error.getMessageExceptions()) {
            if (one instanceof SMTPSendFailedException) {
                int code = ((SMTPSendFailedException) one).getReturnCode();
                return code >= 400 && code < 500;
            }
        }
        return false;
    }
}
`,
);
