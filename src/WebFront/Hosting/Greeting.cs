using FleetActors.Settings;

namespace FleetActors.Hosting;

/// <summary>Says at start where the server is and who is paged.</summary>
internal sealed partial class Greeting(
    ILogger<Greeting> logger, FrontOptions options, ProviderOptions provider, Listener listener, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Greet);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Greet()
    {
        LogListening(listener.Url);
        if (provider.IsSandbox)
        {
            LogSandbox(listener.Url);
        }

        if (provider.IsSpeechSandbox)
        {
            LogSpeechSandbox();
        }

        if (options.ApiKeys.Count == 0)
        {
            LogNoKeys();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening on {Url}")]
    private partial void LogListening(string url);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "TELNYX_API_KEY is not set: calls and messages go to the sandbox in this process, its phones are at {Url}/sandbox")]
    private partial void LogSandbox(string url);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "DEEPGRAM_API_KEY is not set: the sandbox plays the recogniser too, and knows the words of those sandbox calls that bring a script")]
    private partial void LogSpeechSandbox();

    [LoggerMessage(Level = LogLevel.Information, Message = "API_KEYS is not set: only this machine is served")]
    private partial void LogNoKeys();
}
