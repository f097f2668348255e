using System.Collections.Immutable;
using FleetActors.Alerts;
using FleetActors.Directory;
using FleetActors.Storage;
using FleetActors.Telephony;
using FleetActors.Time;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace FleetActors.OnCall;

/// <summary>
/// Reply codes are kept in memory only: the alerts that carry them are the record, and the index knows which of those are unresolved.
/// </summary>
[Immovable(ImmovableKind.Rebalancer)]
internal sealed partial class PhoneGrain(
    [PersistentState(StorageNames.Phone, StorageNames.Fleet)] IPersistentState<PhoneState> stored,
    IAlertIndex index,
    GrainClock clock,
    ILogger<PhoneGrain> logger) : Grain, IPhoneGrain
{
    /// <summary>A code may be reserved this long before its alert is stored; longer than any call may take.</summary>
    private static readonly TimeSpan StoringTime = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan HelpInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan ReleaseRetry = TimeSpan.FromSeconds(10);

    private readonly Durable<PhoneState> _durable = new(stored);
    private readonly RecentIds _handled = new(capacity: 256);
    private ReplyCodes? _codes;
    private Task _release = Task.CompletedTask;
    private DateTimeOffset _releaseNotBefore;

    private string Number => this.GetPrimaryKeyString();

    private string Masked => E164.Mask(Number);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        _codes = new ReplyCodes(seed: (int)(now.ToUnixTimeSeconds() % int.MaxValue));
        foreach (var page in await index.OpenPagesAsync(Number, cancellationToken))
        {
            _codes.Adopt(page.AlertId, page.Code, now);
        }
    }

    public ValueTask<string> ReserveCodeAsync(string alertId)
    {
        var now = clock.UtcNow;
        var code = _codes!.Reserve(alertId, now);
        if (_codes.ShouldRelease && _release.IsCompleted && now >= _releaseNotBefore)
        {
            _release = ReleaseAsync(now);
        }

        return ValueTask.FromResult(code);
    }

    public ValueTask<bool> AcceptsTextsAsync() => ValueTask.FromResult(!_durable.State.OptedOut);

    public async Task<ReplyOutcome> ReceiveAsync(string eventId, string text)
    {
        if (_durable.State.HasSeen(eventId) || _handled.Contains(eventId))
        {
            return ReplyOutcome.Duplicate;
        }

        var reply = ReplyParser.Parse(text);
        var decision = ReplyDecider.Decide(reply, await CandidatesAsync(reply));
        var outcome = decision switch
        {
            ActOnAlert act => await ActAsync(act, eventId),
            ChangeOptOut change => await ChangeAsync(change, eventId),
            Explain explain => await ExplainAsync(explain.HelpText, eventId),
            _ => throw new InvalidOperationException($"Nobody carries out {decision}."),
        };

        // Also what led to nothing: an "ok" that fitted two alerts must not answer for the last one left when the provider repeats it.
        _handled.Add(eventId);
        return outcome;
    }

    /// <summary>
    /// The alert first, the note that this text has acted second. After a crash in between the alert knows the event by its id: it does not escalate twice.
    /// </summary>
    private async Task<ReplyOutcome> ActAsync(ActOnAlert act, string eventId)
    {
        var alert = GrainFactory.GetGrain<IAlertGrain>(act.Page.AlertId);
        var action = new OperatorAction(await NameAsync(alert, act.Page.Code), "sms", null, eventId);
        var result = act.Kind == ReplyKind.Acknowledge ? await alert.AcknowledgeAsync(action) : await alert.EscalateAsync(action);
        LogActed(logger, Masked, act.Kind, act.Page.AlertId, result.Outcome);
        if (result.Outcome is not (ActionOutcome.Done or ActionOutcome.Already))
        {
            return await ExplainAsync(HelpText.Refused(act.Page.Code, result.Reason), eventId);
        }

        await _durable.ReplaceAsync(_durable.State.Seen(eventId));
        return ReplyOutcome.Acted;
    }

    private async Task<ReplyOutcome> ChangeAsync(ChangeOptOut change, string eventId)
    {
        await _durable.ReplaceAsync(_durable.State.Seen(eventId) with { OptedOut = change.OptedOut, OptOutChangedAt = clock.UtcNow });
        LogOptOut(logger, Masked, change.OptedOut);
        return ReplyOutcome.OptOutChanged;
    }

    private async Task<ReplyOutcome> ExplainAsync(string helpText, string eventId)
    {
        var now = clock.UtcNow;
        if (!_durable.State.OptedOut && !(now - _durable.State.LastHelpAt < HelpInterval))
        {
            // Written before it leaves: a help text lost in a crash is better than one too many.
            await _durable.ReplaceAsync(_durable.State.Seen(eventId) with { LastHelpAt = now });
            _ = SendAsync(helpText);
        }

        return ReplyOutcome.NotUnderstood;
    }

    /// <summary>Behind the answer: the provider waits for that, and the outbound grain may be on a silo that is just dying. Never fails.</summary>
    private async Task SendAsync(string helpText)
    {
        var id = Guid.CreateVersion7(clock.UtcNow);
        var request = new OutboundRequest(
            OutboundRequest.NoOwner, id.ToString("N"), Urgency: 2, new SendMessage(id, Number, helpText, Reference: $"help.{id:N}"), FirstSentAt: null);
        try
        {
            if (!await GrainFactory.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount).EnqueueAsync(request))
            {
                LogHelpDropped(logger, Masked);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogHelpLost(logger, Masked, exception);
        }
    }

    /// <summary>As the alert names whom it paged with this code: the contact's name, or the masked number.</summary>
    private async Task<string> NameAsync(IAlertGrain alert, string code)
    {
        var view = await alert.GetAsync();
        var masked = Masked;
        return view?.Attempts.FirstOrDefault(attempt => attempt.ReplyCode == code && attempt.Number == masked)?.Target ?? masked;
    }

    /// <summary>Newest first. Whether somebody has answered is asked only where it decides something, and of few: texts are rare, but storms are large.</summary>
    private async Task<ImmutableArray<Candidate>> CandidatesAsync(Reply reply)
    {
        const int MostAsked = 10;
        if (reply.Kind is ReplyKind.OptOut or ReplyKind.OptIn)
        {
            return [];
        }

        var pages = (await index.OpenPagesAsync(Number, CancellationToken.None)).OrderByDescending(page => page.AlertId, StringComparer.Ordinal).ToList();
        if (reply.Code is { } code && pages.Find(page => page.Code == code) is { } meant)
        {
            return [new Candidate(meant.AlertId, meant.Code, Answered: false)];
        }

        var asked = await Task.WhenAll(pages.Take(MostAsked).Select(AskAsync));
        return [.. asked.OfType<Candidate>(), .. pages.Skip(MostAsked).Select(page => new Candidate(page.AlertId, page.Code, Answered: false))];
    }

    private async Task<Candidate?> AskAsync(OpenPage page)
    {
        var view = await GrainFactory.GetGrain<IAlertGrain>(page.AlertId).GetAsync();
        return view is null or { Status: AlertStatus.Resolved }
            ? null
            : new Candidate(page.AlertId, page.Code, view.Status == AlertStatus.Acknowledged);
    }

    private async Task ReleaseAsync(DateTimeOffset startedAt)
    {
        try
        {
            var open = await index.OpenPagesAsync(Number, CancellationToken.None);
            _codes!.Release(open.Select(page => page.AlertId).ToHashSet(StringComparer.Ordinal), startedAt - StoringTime);
        }
#pragma warning disable CA1031 // Codes only get longer while the index is away; whoever waits for a code must not hear of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _releaseNotBefore = clock.UtcNow + ReleaseRetry;
            LogNotReleased(logger, Masked, exception);
        }
    }
}
