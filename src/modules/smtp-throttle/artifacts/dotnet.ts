import { policy, snippet } from './snippet.ts';

/** MailKit: its exception names 432 PasswordTransitionNeeded; the number is what counts. */
export const mailkitSnippet = snippet(
  'capped-mailkit',
  'MailKit',
  `
// CappedMailer.cs: one instance for each mailbox, registered as a singleton.
public sealed class CappedMailer
{
    private const int Cap = ${policy.cap}; // 2 where other programs use the same mailbox; 4 is already refused
    private const int Tries = ${policy.tries};
    private readonly SemaphoreSlim _places = new SemaphoreSlim(Cap, Cap);
    private readonly Func<CancellationToken, Task<SmtpClient>> _connect; // connected and authenticated

    public CappedMailer(Func<CancellationToken, Task<SmtpClient>> connect) => _connect = connect;

    public async Task SendAsync(MimeMessage message, CancellationToken cancel)
    {
        for (var tried = 1; ; tried++)
        {
            await _places.WaitAsync(cancel);
            try
            {
                using var client = await _connect(cancel);
                await client.SendAsync(message, cancel);
                await client.DisconnectAsync(true, cancel);
                return;
            }
            catch (SmtpCommandException error) when (tried < Tries && IsTemporary((int)error.StatusCode))
            {
                // A 4xx reply: not accepted, so one more try cannot duplicate the mail.
            }
            finally
            {
                _places.Release(); // the place is free while this mail waits
            }
            await Task.Delay(TimeSpan.FromSeconds(Random.Shared.NextDouble() * Math.Pow(2, tried)), cancel);
        }
    }

    private static bool IsTemporary(int code) => code >= 400 && code < 500; // 432 has a misleading name in the enum
}
`,
);

/** System.Net.Mail: the message says "Syntax error, command unrecognized", the StatusCode is right all the same. */
export const systemNetMailSnippet = snippet(
  'capped-system-net-mail',
  'System.Net.Mail',
  `
// CappedMailer.cs: one instance for each mailbox, shared by the whole process.
public sealed class CappedMailer
{
    private const int Cap = ${policy.cap}; // 2 where other programs use the same mailbox; 4 is already refused
    private const int Tries = ${policy.tries};
    private static readonly SemaphoreSlim Places = new SemaphoreSlim(Cap, Cap);
    private static readonly Random Jitter = new Random();
    private readonly Func<SmtpClient> _create;

    public CappedMailer(Func<SmtpClient> create) => _create = create;

    public async Task SendAsync(MailMessage message)
    {
        for (var tried = 1; ; tried++)
        {
            await Places.WaitAsync();
            try
            {
                using (var client = _create()) // Dispose ends the session; without it connections pile up
                    await client.SendMailAsync(message);
                return;
            }
            catch (SmtpException error) when (tried < Tries && IsTemporary((int)error.StatusCode))
            {
                // A 4xx reply: not accepted, so one more try cannot duplicate the mail.
                // "Syntax error, command unrecognized" is only what .NET calls 432.
            }
            finally
            {
                Places.Release(); // the place is free while this mail waits
            }
            double share;
            lock (Jitter) share = Jitter.NextDouble();
            await Task.Delay(TimeSpan.FromSeconds(share * Math.Pow(2, tried)));
        }
    }

    private static bool IsTemporary(int code) => code >= 400 && code < 500;
}
`,
);
