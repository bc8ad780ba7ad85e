using Microsoft.Extensions.Logging;

/// <summary>A logging library with its own default layout, writing to a file.</summary>
public sealed record MailLog(Action<string, string> Sent, Action<Exception, string, string> Failed, Action Close) : IDisposable
{
    public void Dispose() => Close();
}

public static class Loggers
{
    public static MailLog Open(string name, string path) => name switch
    {
        "nlog" => NLogFile(path),
        "serilog" => SerilogFile(path, null),
        "serilog-compact" => SerilogFile(path, new Serilog.Formatting.Compact.CompactJsonFormatter()),
        "serilog-rendered" => SerilogFile(path, new Serilog.Formatting.Compact.RenderedCompactJsonFormatter()),
        "serilog-json" => SerilogFile(path, new Serilog.Formatting.Json.JsonFormatter()),
        "log4net" => Log4NetFile(path),
        "mel-simple" => Console(path, builder => builder.AddSimpleConsole(it => it.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ")),
        "mel-json" => Console(path, builder => builder.AddJsonConsole(it => it.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ")),
        "mel-systemd" => Console(path, builder => builder.AddSystemdConsole(it => it.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ")),
        "mel-bare" => Console(path, builder => builder.AddSimpleConsole()),
        _ => throw new ArgumentException(name),
    };

    // The default layout of NLog: ${longdate}|${level:uppercase=true}|${logger}|${message:withexception=true}.
    private static MailLog NLogFile(string path)
    {
        var config = new NLog.Config.LoggingConfiguration();
        config.AddRule(NLog.LogLevel.Info, NLog.LogLevel.Fatal, new NLog.Targets.Wrappers.AsyncTargetWrapper(new NLog.Targets.FileTarget("file") { FileName = path }));
        var factory = new NLog.LogFactory { Configuration = config };
        var log = factory.GetLogger("Reports.MailService");
        return new MailLog(
            (subject, to) => log.Info("Sent {Subject} to {Recipient}", subject, to),
            (error, subject, to) => log.Error(error, "Failed to send {Subject} to {Recipient}", subject, to),
            factory.Shutdown);
    }

    private static MailLog SerilogFile(string path, Serilog.Formatting.ITextFormatter format)
    {
        var configuration = new Serilog.LoggerConfiguration();
        var log = (format == null
            ? Serilog.FileLoggerConfigurationExtensions.File(configuration.WriteTo, path)
            : Serilog.FileLoggerConfigurationExtensions.File(configuration.WriteTo, format, path)).CreateLogger();
        return new MailLog(
            (subject, to) => log.Information("Sent {Subject} to {Recipient}", subject, to),
            (error, subject, to) => log.Error(error, "Failed to send {Subject} to {Recipient}", subject, to),
            log.Dispose);
    }

    // The pattern of log4net's own manual.
    private static MailLog Log4NetFile(string path)
    {
        var layout = new log4net.Layout.PatternLayout("%date [%thread] %-5level %logger - %message%newline");
        layout.ActivateOptions();
        var appender = new log4net.Appender.FileAppender { File = path, Layout = layout };
        appender.ActivateOptions();
        log4net.Config.BasicConfigurator.Configure(log4net.LogManager.GetRepository(typeof(Loggers).Assembly), appender);
        var log = log4net.LogManager.GetLogger(typeof(Loggers).Assembly, "Reports.MailService");
        return new MailLog(
            (subject, to) => log.Info($"Sent {subject} to {to}"),
            (error, subject, to) => log.Error($"Failed to send {subject} to {to}", error),
            log4net.LogManager.Shutdown);
    }

    private static MailLog Console(string path, Action<ILoggingBuilder> add)
    {
        var writer = new StreamWriter(path) { AutoFlush = true };
        var before = System.Console.Out;
        System.Console.SetOut(writer);
        var factory = LoggerFactory.Create(add);
        var log = factory.CreateLogger("Reports.MailService");
        return new MailLog(
            (subject, to) => log.LogInformation("Sent {Subject} to {Recipient}", subject, to),
            (error, subject, to) => log.LogError(error, "Failed to send {Subject} to {Recipient}", subject, to),
            () =>
            {
                factory.Dispose();
                System.Console.SetOut(before);
                writer.Dispose();
            });
    }
}
