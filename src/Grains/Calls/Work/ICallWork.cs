using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>What a call's own helpers bring back to it, each as a turn of its own. They live in the call's process.</summary>
[Alias("fleet.call.work")]
internal interface ICallWork : IGrainWithStringKey
{
    [Alias("Speech")]
    Task OnSpeechAsync(SpeechEvent happened);

    /// <param name="isAlive">Null: the provider could not be asked.</param>
    [Alias("Probed")]
    Task OnProbedAsync(bool? isAlive);

    [Alias("Related")]
    Task OnRelatedAsync(ImmutableArray<RelatedAlert> alerts);

    [Alias("WorkedUp")]
    Task OnWorkedUpAsync(CallFindings findings);

    [Alias("Done")]
    Task OnEffectDoneAsync(string effectId);

    [Alias("Failed")]
    Task OnEffectFailedAsync(string effectId, string reason);

    /// <summary>Where the provider's recording will begin, before the first of it is written.</summary>
    [Alias("RecordingPlaced")]
    Task OnRecordingPlacedAsync(long firstSample);

    [Alias("RecordingFetched")]
    Task OnRecordingFetchedAsync(ProviderRecordingResult result);

    /// <summary>A token for a stream's address is to be stored before the address leaves.</summary>
    [Alias("IssueToken")]
    Task IssueTokenAsync(string hash);
}
