# Sends each mail in a thread of its own by smtplib, alone or through the recommended code, and logs by logging: library,
# port, log file, subjects.
import logging
import smtplib
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

library, port, path, *subjects = sys.argv[1:]
logging.Formatter.converter = time.gmtime
logging.basicConfig(filename=path, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
log = logging.getLogger("reports.mail")


def connect():
    return smtplib.SMTP("127.0.0.1", int(port))


if library == "capped":
    sys.path.insert(0, ".")
    from capped_mailer import CappedMailer

    mailer = CappedMailer(connect)


def send(subject):
    message = EmailMessage()
    to = subject.replace(" ", "-") + "@example.com"
    message["From"], message["To"], message["Subject"] = "noreply@example.com", to, subject
    message.set_content("x")
    try:
        if library == "capped":
            mailer.send(message)
        else:
            with connect() as smtp:
                smtp.send_message(message)
        log.info("Sent mail %s to %s", subject, to)
    except (smtplib.SMTPException, OSError):
        log.exception("Failed to send %s to %s", subject, to)


with ThreadPoolExecutor(len(subjects)) as pool:
    list(pool.map(send, subjects))
