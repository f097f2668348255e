namespace FleetActors.Calls;

/// <summary>Fetches what the telephone provider has recorded itself.</summary>
public interface IProviderRecordings
{
    /// <summary>
    /// Fetches one recording, bounded in time and size, and hands on its sound as it comes: 8 kHz, one channel, in order. Safe to repeat: the same recording
    /// gives the same sound again from its beginning.
    /// </summary>
    /// <param name="address">As the provider's webhook named it; one that leads elsewhere than to the provider's public servers is refused.</param>
    /// <param name="take">Takes a piece, good until it returns. What it throws is passed on.</param>
    Task<ProviderRecordingResult> FetchAsync(string address, Func<ReadOnlyMemory<short>, CancellationToken, ValueTask> take, CancellationToken cancellationToken);
}

/// <summary>Whether a recording was had.</summary>
/// <param name="Failure">Null when all of it was; else why not, in plain words and without the address, which opens it to anybody.</param>
/// <param name="CanRetry">A failure that may go away by itself.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.provider-recording-result")]
public sealed record ProviderRecordingResult([property: Id(0)] string? Failure, [property: Id(1)] bool CanRetry)
{
    /// <summary>All of it.</summary>
    public static ProviderRecordingResult Fetched { get; } = new(null, CanRetry: false);

    /// <summary>It did not work.</summary>
    public static ProviderRecordingResult Failed(string reason, bool canRetry) => new(reason, canRetry);
}

/// <summary>There is no provider to fetch from.</summary>
internal sealed class NoProviderRecordings : IProviderRecordings
{
    public Task<ProviderRecordingResult> FetchAsync(
        string address, Func<ReadOnlyMemory<short>, CancellationToken, ValueTask> take, CancellationToken cancellationToken) =>
        Task.FromResult(ProviderRecordingResult.Failed("nobody here can fetch it", canRetry: false));
}
