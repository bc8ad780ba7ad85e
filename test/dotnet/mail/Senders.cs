/// <summary>The two mail libraries of .NET, as the manuals use them, and both with what diag recommends.</summary>
public static class Senders
{
    public static Func<string, string, Task> Of(string library, int port)
    {
        var mailKit = new MailKitCapped.CappedMailer(cancel => Connect(port, cancel));
        var netMail = new NetMailCapped.CappedMailer(() => new System.Net.Mail.SmtpClient("127.0.0.1", port));
        return library switch
        {
            "mailkit" => async (subject, to) =>
            {
                using var client = await Connect(port, default);
                await client.SendAsync(Message(subject, to));
                await client.DisconnectAsync(true);
            },
            "system-net-mail" => async (subject, to) =>
            {
                using var client = new System.Net.Mail.SmtpClient("127.0.0.1", port);
                await client.SendMailAsync(new System.Net.Mail.MailMessage("noreply@example.com", to, subject, "x"));
            },
            // The service that wraps what it caught, as layered programs do.
            "wrapped" => async (subject, to) =>
            {
                try
                {
                    using var client = new System.Net.Mail.SmtpClient("127.0.0.1", port);
                    await client.SendMailAsync(new System.Net.Mail.MailMessage("noreply@example.com", to, subject, "x"));
                }
                catch (System.Net.Mail.SmtpException error)
                {
                    throw new InvalidOperationException("The report could not be delivered", error);
                }
            },
            "mailkit-capped" => (subject, to) => mailKit.SendAsync(Message(subject, to), default),
            "system-net-mail-capped" => (subject, to) =>
                netMail.SendAsync(new System.Net.Mail.MailMessage("noreply@example.com", to, subject, "x")),
            _ => throw new ArgumentException(library),
        };
    }

    private static async Task<MailKit.Net.Smtp.SmtpClient> Connect(int port, CancellationToken cancel)
    {
        var client = new MailKit.Net.Smtp.SmtpClient();
        await client.ConnectAsync("127.0.0.1", port, MailKit.Security.SecureSocketOptions.None, cancel);
        return client;
    }

    private static MimeKit.MimeMessage Message(string subject, string to)
    {
        var message = new MimeKit.MimeMessage { Subject = subject, Body = new MimeKit.TextPart { Text = "x" } };
        message.From.Add(MimeKit.MailboxAddress.Parse("noreply@example.com"));
        message.To.Add(MimeKit.MailboxAddress.Parse(to));
        return message;
    }
}
