namespace FleetActors.Alerts;

/// <summary>
/// One conference for all who want in. It cannot be made empty and not twice: the first leg makes it, the others wait and then join.
/// If the making leg is lost, the next waiting one makes it.
/// </summary>
internal static class Conferencing
{
    private const int MaxFailures = 5;
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(10);

    /// <summary>The person on the leg wants in. A repeat changes nothing.</summary>
    public static void Wish(AlertTurn turn, Attempt attempt)
    {
        if (attempt is { IsOpen: true, Released: false, Room: RoomPlace.Outside or RoomPlace.Left })
        {
            turn.Emit(attempt.Recipient.Name, new ConferenceWished(attempt.Id));
            Seat(turn);
        }
    }

    /// <summary>The provider made it (its answer or its webhook, whichever came first).</summary>
    public static void Opened(AlertTurn turn, Attempt creator, string conferenceId)
    {
        if (turn.State.Conference.Id is null && turn.State.Conference.Creator == creator.Id)
        {
            turn.Emit(Actors.Provider, new ConferenceOpened(creator.Id, conferenceId));
            Seat(turn);
        }
    }

    /// <summary>It could not be made from this leg, or is gone while the leg was joining.</summary>
    public static void Failed(AlertTurn turn, Attempt attempt, string reason)
    {
        turn.Emit(Actors.Provider, new ConferenceFailed(attempt.Id, reason));
        if (turn.State.Conference.Failures >= MaxFailures)
        {
            foreach (var waiting in turn.State.Attempts.Where(one => one is { IsOpen: true, Room: RoomPlace.Waiting, Closing: false }).ToList())
            {
                Legs.Farewell(turn, waiting, AlertTexts.ConferenceImpossible);
            }

            return;
        }

        Seat(turn);
    }

    /// <summary>The provider says that the conference is over.</summary>
    public static void Closed(AlertTurn turn, string? conferenceId)
    {
        if (conferenceId is not null && turn.State.Conference.Id == conferenceId)
        {
            turn.Emit(Actors.Provider, new ConferenceClosed(conferenceId));
            Seat(turn);
        }
    }

    public static void Joined(AlertTurn turn, Attempt attempt, string? conferenceId)
    {
        if (attempt.Room == RoomPlace.Creating && conferenceId is not null)
        {
            Opened(turn, attempt, conferenceId);
        }
        else if (attempt.Room == RoomPlace.Joining)
        {
            turn.Emit(Actors.Provider, new ConferenceJoined(attempt.Id));
        }
    }

    /// <summary>A leg that left is parked, not hung up; if its hang-up is not heard of soon we end it.</summary>
    public static void Left(AlertTurn turn, Attempt attempt)
    {
        if (attempt is { IsOpen: true, Room: RoomPlace.Inside })
        {
            turn.Emit(Actors.Provider, new ConferenceLeft(attempt.Id, turn.Now + LeavePatience));
        }
    }

    private static void Seat(AlertTurn turn)
    {
        foreach (var waiting in turn.State.Attempts.Where(one => one is { IsOpen: true, Room: RoomPlace.Waiting, Released: false }).ToList())
        {
            if (turn.State.Conference.Id is not null)
            {
                turn.Emit(Actors.Policy, new ConferenceJoinRequested(waiting.Id));
            }
            else if (turn.State.Conference.Creator is null)
            {
                turn.Emit(Actors.Policy, new ConferenceRequested(waiting.Id));
            }
        }
    }
}
