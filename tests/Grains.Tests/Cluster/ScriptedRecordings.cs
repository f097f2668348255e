using FleetActors.Calls;

namespace FleetActors.Cluster;

/// <summary>The provider's recordings, as the test says.</summary>
internal sealed class ScriptedRecordings : IProviderRecordings
{
    private readonly Lock _gate = new();
    private readonly List<string> _asked = [];

    /// <summary>Handed on in pieces of 1000.</summary>
    public short[] Sound { get; set; } = [];

    /// <summary>What comes of the n-th try, 1 first, and how much is handed on before.</summary>
    public Func<int, (ProviderRecordingResult Result, int Samples)>? Answer { get; set; }

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_gate)
            {
                return [.. _asked];
            }
        }
    }

    public async Task<ProviderRecordingResult> FetchAsync(
        string address, Func<ReadOnlyMemory<short>, CancellationToken, ValueTask> take, CancellationToken cancellationToken)
    {
        int tries;
        lock (_gate)
        {
            _asked.Add(address);
            tries = _asked.Count;
        }

        var (result, samples) = Answer?.Invoke(tries) ?? (ProviderRecordingResult.Fetched, Sound.Length);
        foreach (var piece in Sound.Take(samples).Chunk(1000))
        {
            await take(piece, cancellationToken);
        }

        return result;
    }
}
