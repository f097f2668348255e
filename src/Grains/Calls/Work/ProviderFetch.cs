namespace FleetActors.Calls;

/// <summary>
/// Puts the provider's recording behind our own. Safe to repeat: its place is stored before the first of it is written, and what is there already is passed over.
/// </summary>
internal sealed class ProviderFetch(CallServices services, ICallWork work, CallEar ear)
{
    public async Task<ProviderRecordingResult> RunAsync(CallState state)
    {
        if (state.ProviderRecording is not { } address)
        {
            return ProviderRecordingResult.Failed("the provider named no address", canRetry: false);
        }

        try
        {
            await ear.StopAsync(state.ProviderSound.FirstSample);
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
