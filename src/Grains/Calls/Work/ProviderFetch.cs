namespace FleetActors.Calls;

/// <summary>
/// Puts the provider's recording behind our own. Safe to repeat: its place is stored before the first of it is written, and what is there already is passed over. A recording has
/// one writer: it is opened only when our own is closed, and by one fetch at a time.
/// </summary>
internal sealed class ProviderFetch(CallServices services, ICallWork work, CallEar ear)
{
    private Task<ProviderRecordingResult>? _running;

    /// <summary>Fetches it; null when that is under way already, however long it takes.</summary>
    public async Task<ProviderRecordingResult?> RunAsync(CallState state) => _running is { IsCompleted: false } ? null : await (_running = FetchAsync(state));

    private async Task<ProviderRecordingResult> FetchAsync(CallState state)
    {
        if (state.ProviderRecording is not { } address)
        {
            return ProviderRecordingResult.Failed("the provider named no address", canRetry: false);
        }

        try
        {
            if (!await ear.StopAsync(state.ProviderSound.FirstSample))
            {
                return ProviderRecordingResult.Failed("our own recording is not written yet", canRetry: true);
            }

            var first = state.ProviderSound.FirstSample ?? await PlaceAsync(state.CallId);
            await using var writer = await services.Recordings.OpenAsync(state.CallId, CancellationToken.None);
            var known = writer.Samples - first;
            return await services.ProviderRecordings.FetchAsync(
                address,
                (samples, token) =>
                {
                    var rest = samples[(int)Math.Clamp(known, 0, samples.Length)..];
                    known -= samples.Length - rest.Length;
                    return writer.AppendAsync(rest, token);
                },
                CancellationToken.None);
        }
        catch (RecordingException failure)
        {
            return ProviderRecordingResult.Failed(failure.Message, canRetry: true);
        }
    }

    private async Task<long> PlaceAsync(string callId)
    {
        var first = (await services.Recordings.FindAsync(callId, CancellationToken.None))?.Samples ?? 0;
        await work.OnRecordingPlacedAsync(first);
        return first;
    }
}
