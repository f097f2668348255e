using FleetActors.Calls;
using FleetActors.Telnyx;
using FleetActors.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetActors.Deepgram;

/// <summary>The adapter, registered as the product registers it, against an address and on a clock that stands still.</summary>
internal sealed class DeepgramHost : IAsyncDisposable
{
    public const int BytesPerSecond = 16_000;
    private readonly ServiceProvider _services;

    public DeepgramHost(string baseUrl, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["DEEPGRAM_API_KEY"] = "key-for-tests", ["Deepgram:BaseUrl"] = baseUrl })
            .AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton<TimeProvider>(Clock)
            .AddDeepgram(configuration)
            .BuildServiceProvider(validateScopes: true);
    }

    public ManualClock Clock { get; } = new();

    public RecordedLog Log { get; } = new();

    public RecordedSpeech Sink { get; } = new();

    public ISpeechToText Speech => _services.GetRequiredService<ISpeechToText>();

    public IBatchTranscriber Batch => _services.GetRequiredService<IBatchTranscriber>();

    public ISpeechSession Start(TimeSpan offset = default) =>
        Speech.Start(new SpeechStart("call-1", SpeechEncoding.Linear16, 8000, offset), Sink);

    /// <summary>Audio whose every byte tells its position.</summary>
    public static byte[] Audio(double fromSecond, double seconds)
    {
        var audio = new byte[(int)(seconds * BytesPerSecond)];
        var first = (int)(fromSecond * BytesPerSecond);
        for (var i = 0; i < audio.Length; i++)
        {
            audio[i] = (byte)((first + i) % 251);
        }

        return audio;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
