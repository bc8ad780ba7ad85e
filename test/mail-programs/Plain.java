// Sends each mail in a thread of its own, by JavaMail or by Spring's JavaMailSender, and logs by java.util.logging with its
// default format: library, port, log file, subjects.
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

public class Plain {
    interface Send { void send(MimeMessage message) throws Exception; }

    public static void main(String[] words) throws Exception {
        Logger log = Logger.getLogger("com.example.reports.MailService");
        FileHandler file = new FileHandler(words[2]);
        file.setFormatter(new SimpleFormatter());
        log.setUseParentHandlers(false);
        log.addHandler(file);
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", words[1]);
        Session session = Session.getInstance(settings);
        JavaMailSenderImpl spring = new JavaMailSenderImpl();
        spring.setSession(session);
        spring.setHost("127.0.0.1");
        spring.setPort(Integer.parseInt(words[1]));
        CappedMailSender capped = new CappedMailSender(spring);
        Send send = words[0].equals("javamail") ? Transport::send : words[0].equals("capped") ? capped::send : spring::send;
        ExecutorService pool = Executors.newFixedThreadPool(words.length);
        for (int i = 3; i < words.length; i++) {
            String subject = words[i];
            String to = subject.replace(' ', '-') + "@example.com";
            pool.submit(() -> {
                try {
                    MimeMessage message = new MimeMessage(session);
                    message.setFrom(new InternetAddress("noreply@example.com"));
                    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
                    message.setSubject(subject);
                    message.setText("x");
                    send.send(message);
                    log.info("Sent mail " + subject + " to " + to);
                } catch (Exception error) {
                    log.log(Level.SEVERE, "Failed to send " + subject + " to " + to, error);
                }
            });
        }
        pool.shutdown();
        pool.awaitTermination(100, TimeUnit.SECONDS);
    }
}
