using System.Collections.Immutable;

namespace FleetActors.Alerts;

/// <summary>
/// Who will be paged if nobody acts. Found by running the real decisions forward in time on a copy, so the plan cannot differ from what will happen.
/// </summary>
internal static class AlertPlan
{
    private const int MaxPages = 50;
    private const int MaxTicks = 200;

    public static ImmutableArray<PlannedPage> From(AlertState state, PageBook book)
    {
        var pages = ImmutableArray.CreateBuilder<PlannedPage>();
        // Only the policy's own clock is of interest: open legs would otherwise be given up on the way.
        var future = state with { Attempts = [], Owed = [] };
        for (var tick = 0; tick < MaxTicks && pages.Count < MaxPages && Next(future) is { } at; tick++)
        {
            var decision = AlertDecider.Decide(future, new Tick(book), at);
            var why = PageReason.Unknown;
            foreach (var entry in decision.Entries)
            {
                why = entry.Event is StepStarted step ? step.Why : why;
                if (entry.Event is AttemptStarted { Purpose: AttemptPurpose.Page } started && pages.Count < MaxPages)
                {
                    pages.Add(Planned(started, at, why));
                }
            }

            if (decision.State.Status == AlertStatus.Exhausted && state.Status != AlertStatus.Exhausted)
            {
                break;
            }

            future = decision.State with { Attempts = [], Owed = [] };
        }

        return pages.ToImmutable();
    }

    private static DateTimeOffset? Next(AlertState state) => state.Status switch
    {
        AlertStatus.Snoozed => state.SnoozedUntil,
        _ when state.MayPage => state.Escalation.DueAt,
        _ => null,
    };

    private static PlannedPage Planned(AttemptStarted started, DateTimeOffset at, PageReason why) => new(
        at,
        started.Round,
        started.Step + 1,
        started.Recipient.Name,
        AlertViews.Word(started.Channel),
        TimelineText.Because(why));
}
