import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { describeWith } from '../../../../test/support/system-part.ts';
import { javamailSnippet } from './java.ts';

/** The few types of Spring and Angus Mail that the snippet uses, and a batch of 12 at once. */
const files = {
  'CappedMailSender.java': javamailSnippet.apply,
  'jakarta/mail/internet/MimeMessage.java': 'package jakarta.mail.internet; public class MimeMessage {}',
  'org/eclipse/angus/mail/smtp/SMTPSendFailedException.java': `package org.eclipse.angus.mail.smtp;
public class SMTPSendFailedException extends Exception { public int getReturnCode() { return 432; } }`,
  'org/springframework/mail/MailSendException.java': `package org.springframework.mail;
public class MailSendException extends RuntimeException {
  public Exception[] getMessageExceptions() {
    return new Exception[] { new org.eclipse.angus.mail.smtp.SMTPSendFailedException() };
  }
}`,
  'org/springframework/mail/javamail/JavaMailSender.java': `package org.springframework.mail.javamail;
public interface JavaMailSender { void send(jakarta.mail.internet.MimeMessage message); }`,
  'Batch.java': `
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
public class Batch {
    public static void main(String[] words) throws Exception {
        AtomicInteger inFlight = new AtomicInteger(), most = new AtomicInteger(), sent = new AtomicInteger(), calls = new AtomicInteger();
        CappedMailSender sender = new CappedMailSender(message -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            try {
                Thread.sleep(50);
                if (calls.incrementAndGet() <= 2) throw new org.springframework.mail.MailSendException();
                sent.incrementAndGet();
            } catch (InterruptedException error) {
                throw new IllegalStateException(error);
            } finally {
                inFlight.decrementAndGet();
            }
        });
        ExecutorService pool = Executors.newFixedThreadPool(12);
        for (int i = 0; i < 12; i++) pool.submit(() -> { sender.send(new jakarta.mail.internet.MimeMessage()); return null; });
        pool.shutdown();
        pool.awaitTermination(30, TimeUnit.SECONDS);
        System.out.println(most.get() + " at once, " + sent.get() + " sent, " + calls.get() + " tries");
    }
}`,
};

describeWith(['javac', 'java'], 'the JavaMail snippet', () => {
  test('compiles; of 12 at once it sends three at a time, and retries what was refused with 432', () => {
    const directory = mkdtempSync(join(tmpdir(), 'diag-java-'));
    try {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, name)), { recursive: true });
        writeFileSync(join(directory, name), text);
      }
      execFileSync('javac', ['-d', directory, ...Object.keys(files)], { cwd: directory, stdio: 'pipe' });
      const printed = execFileSync('java', ['-cp', directory, 'Batch'], { encoding: 'utf8' });
      expect(printed.trim()).toBe('3 at once, 12 sent, 14 tries');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
