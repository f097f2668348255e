using FleetActors.Telephony;
using FleetActors.Telnyx.Api;

namespace FleetActors.Telnyx;

/// <summary>
/// Creating a conference without a race: Telnyx refuses a second live conference of the same name, so whoever is refused looks it up and joins it.
/// </summary>
internal sealed partial class TelnyxTelephony
{
    private async Task<TelephonyResult> CreateConferenceAsync(CreateConference command, CancellationToken token)
    {
        var created = await _exchange.RunAsync(
            ct => api.CreateConferenceAsync(TelnyxRequests.Conference(command), ct), names: false, token).ConfigureAwait(false);
        if (created.Failure is not { Outcome: TelephonyOutcome.Permanent } refusal)
        {
            return created.ToResult(data => data.Id);
        }

        // The code for a name in use is not certain, so any refusal is checked against what lives.
        var listed = await _exchange.RunAsync(ct => api.ListConferencesAsync(command.Name, ct), names: false, token).ConfigureAwait(false);
        if (listed.Failure is { } unknown)
        {
            return unknown.Outcome == TelephonyOutcome.Permanent
                ? refusal
                : TelephonyResult.Transient(unknown.Code, $"name in use? {unknown.Reason}", unknown.RetryAfter);
        }

        return Live(listed.Data!, command.Name) is { } conference
            ? await JoinInsteadAsync(conference, command, token).ConfigureAwait(false)
            : refusal.Code == TelnyxVerdict.ConferenceConflict ? TelephonyResult.Transient(refusal.Code, refusal.Reason) : refusal;
    }

    private async Task<TelephonyResult> JoinInsteadAsync(string conference, CreateConference command, CancellationToken token)
    {
        var result = await JoinAsync(conference, TelnyxRequests.JoinInstead(command), token).ConfigureAwait(false);

        // Of leg and conference, only the leg's end is final: a new conference can be made.
        return result is { Outcome: TelephonyOutcome.Gone, Code: not ("90018" or "90015") }
            ? TelephonyResult.Transient(result.Code, $"the conference ended meanwhile: {result.Reason}")
            : result;
    }

    private static string? Live(ConferenceData?[] conferences, string name) => conferences
        .FirstOrDefault(c => c is { Id.Length: > 0, Status: not "completed" } && string.Equals(c.Name, name, StringComparison.Ordinal))?.Id;
}
