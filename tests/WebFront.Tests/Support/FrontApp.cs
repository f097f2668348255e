using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetActors.Support;

/// <summary>The whole web front in this process, on a free port of 127.0.0.1, with its own data folder that goes with it.</summary>
internal sealed class FrontApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private FrontApp(WebApplication app, DirectoryInfo folder, RecordedLog log)
    {
        (_app, _folder, Log) = (app, folder, log);
        Url = app.Services.GetRequiredService<Hosting.Listener>().Url;
        Client = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(60) };
    }

    public string Url { get; }

    public HttpClient Client { get; }

    public RecordedLog Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="settings">On top of PORT=0 and a temporary DATA_DIR.</param>
    /// <param name="services">Last word on the services.</param>
    public static async Task<FrontApp> StartAsync(
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, string? dotEnv = null)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("front-");
        if (dotEnv is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".env"), dotEnv);
        }

        var log = new RecordedLog();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = folder.FullName });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["PORT"] = "0", ["DATA_DIR"] = folder.FullName });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.AddWebFront(folder.FullName);
        builder.Logging.ClearProviders().AddProvider(log);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseWebFront();
        await app.StartAsync();
        return new FrontApp(app, folder, log);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>Everything that was logged.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = new();

    public IReadOnlyCollection<(LogLevel Level, string Text)> Entries => _entries;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log._entries.Enqueue((logLevel, $"{category}: {formatter(state, exception)} {exception}"));
    }
}
