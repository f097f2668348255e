using System.Collections.Immutable;
using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>Starts the attempts of a step.</summary>
internal static class Paging
{
    /// <summary>How a step reaches people in a round. Slow rounds, after the policy is used up, use everything again.</summary>
    public static ImmutableArray<Channel> ChannelsOf(EscalationPolicy policy, int step, int round)
    {
        var chosen = policy.Steps[step];
        var repeats = round > 1 && round <= policy.Rounds && !chosen.RepeatChannels.IsDefaultOrEmpty;
        return repeats ? chosen.RepeatChannels : chosen.Channels;
    }

    /// <summary>Starts what the step just begun asks for; false when there is nobody it could reach or has reached already.</summary>
    public static bool Page(AlertTurn turn, PageBook book, Recipients people, ImmutableArray<Channel> channels)
    {
        var any = false;
        foreach (var channel in channels)
        {
            any |= channel switch
            {
                Channel.Sms => Text(turn, book, people),
                Channel.Call => CallNext(turn) || people.CallList.Any(one => IsOnALeg(turn.State, one.Number)),
                Channel.Conference => CallAll(turn, people),
                Channel.Callback => Callbacks.Start(turn, book),
                _ => false,
            };
        }

        return any;
    }

    /// <summary>The attempt did not reach its person: the next one of the call list is called at once. Only the first report of it counts.</summary>
    public static void NotReached(AlertTurn turn, string attemptId)
    {
        if (turn.State.MayPage && turn.State.Escalation.CallAttempt == attemptId)
        {
            CallNext(turn);
        }
        else if (turn.State.FindAttempt(attemptId) is { Channel: Channel.Callback } attempt)
        {
            Callbacks.NotReached(turn, attempt);
        }
    }

    private static bool CallNext(AlertTurn turn)
    {
        foreach (var person in turn.State.Escalation.CallList)
        {
            if (!IsOnALeg(turn.State, person.Number))
            {
                Start(turn, Channel.Call, person, null);
                return true;
            }
        }

        return false;
    }

    private static bool CallAll(AlertTurn turn, Recipients people)
    {
        foreach (var person in people.First(turn.State.Escalation.Round))
        {
            if (!IsOnALeg(turn.State, person.Number))
            {
                Start(turn, Channel.Conference, person, null);
            }
        }

        return !people.Everyone.IsEmpty;
    }

    private static bool Text(AlertTurn turn, PageBook book, Recipients people)
    {
        var any = false;
        foreach (var person in people.First(round: 1))
        {
            if (book.OptedOut.Contains(person.Number))
            {
                turn.Emit(Actors.Policy, new Noted($"Not texting {person.Name} {E164.Mask(person.Number)}: the number has texted STOP."));
                continue;
            }

            any = true;
            var stillUnsent = turn.State.Attempts.Any(
                attempt => attempt is { Channel: Channel.Sms, IsOpen: true, Purpose: AttemptPurpose.Page } && attempt.Recipient.Number == person.Number);
            if (!stillUnsent)
            {
                Start(turn, Channel.Sms, person, book.Codes.GetValueOrDefault(person.Number));
            }
        }

        return any;
    }

    /// <summary>Begins an attempt of the step that runs.</summary>
    public static void Start(AlertTurn turn, Channel channel, Recipient person, string? code)
    {
        var position = turn.State.Escalation;
        var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a{position.NextAttempt}");
        turn.Emit(Actors.Policy, new AttemptStarted(id, AttemptPurpose.Page, position.Round, position.Step, channel, person, code));
    }

    /// <summary>A leg to the number is dialled, rings or talks: a second one would only find it busy.</summary>
    public static bool IsOnALeg(AlertState state, string number) =>
        state.Attempts.Any(attempt => attempt is { IsLeg: true, IsOpen: true } && attempt.Recipient.Number == number);
}
