// Sends a batch of mails at once and logs as .NET programs do: library, logger, port, log file, subjects.
// Prints JSON: { sent, failed }, as the program itself saw it.
using System.Text.Json;

var (library, logger, port, path) = (args[0], args[1], int.Parse(args[2]), args[3]);
var subjects = args[4..];
// Under load a pool that has to grow first would send one by one.
ThreadPool.SetMinThreads(64, 64);
using var log = Loggers.Open(logger, path);
var send = Senders.Of(library, port);
var sent = 0;
var failed = 0;
await Task.WhenAll(subjects.Select(subject => Task.Run(async () =>
{
    var to = subject.Replace(' ', '-') + "@example.com";
    try
    {
        await send(subject, to);
        Interlocked.Increment(ref sent);
        log.Sent(subject, to);
    }
    catch (Exception error)
    {
        Interlocked.Increment(ref failed);
        log.Failed(error, subject, to);
    }
})));
Console.WriteLine(JsonSerializer.Serialize(new { sent, failed }));
