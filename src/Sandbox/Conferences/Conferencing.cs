namespace FleetActors.Sandbox;

/// <summary>The life of a conference: made from a leg, joined, left, ended.</summary>
internal sealed class Conferencing(World world, ConferenceBook book, CallEvents events, PhoneBook phones)
{
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(4);

    /// <summary>Makes a conference; its owner joins at once.</summary>
    /// <param name="whenTimeIsUp">Puts down whoever is still in it when its time is over.</param>
    public Conference Create(Leg owner, string name, ConferenceSettings settings, Action<IReadOnlyList<Leg>> whenTimeIsUp)
    {
        var now = world.Now;
        var conference = new Conference
        {
            Name = name,
            Owner = owner,
            CreatedAt = now,
            UpdatedAt = now,
            ExpiresAt = now + settings.Longest,
            MostParticipants = settings.MostParticipants,
            Region = settings.Region,
            ClientState = settings.ClientState,
            Speech = new SpeechQueue(world),
        };
        book.Add(conference);
        conference.Expiry = world.After(settings.Longest, () => whenTimeIsUp(End(conference, "time_exceeded", null)));
        events.OfConference(conference, CallEventTypes.ConferenceCreated);
        Join(conference, new Participant(owner, muted: false, onHold: false, endsOnExit: false));
        return conference;
    }

    public void Join(Conference conference, Participant participant)
    {
        conference.Participants.Add(participant);
        conference.UpdatedAt = world.Now;
        participant.Leg.Conference = conference;
        events.Participant(participant.Leg, conference, CallEventTypes.ParticipantJoined);
        phones.Touch(participant.Leg.Phone);
    }

    /// <summary>Takes a leg out of its conference; harmless when it is in none.</summary>
    /// <returns>The legs that its leaving ends.</returns>
    public IReadOnlyList<Leg> Leave(Leg leg)
    {
        if (leg.Conference is not { } conference)
        {
            return [];
        }

        var participant = conference.Present.First(present => present.Leg == leg);
        Remove(conference, participant);
        if (participant.EndsOnExit)
        {
            return End(conference, "host_left", leg);
        }

        return conference.Present.Any() ? [] : End(conference, "all_left", leg);
    }

    /// <summary>Ends a conference.</summary>
    /// <returns>The legs that were still in it; they are to be hung up.</returns>
    public IReadOnlyList<Leg> End(Conference conference, string reason, Leg? by)
    {
        if (!conference.IsActive)
        {
            return [];
        }

        conference.EndReason = reason;
        conference.EndedBy = by;
        conference.UpdatedAt = world.Now;
        conference.Expiry?.Cancel();
        conference.Speech.Clear();
        var present = conference.Present.ToList();
        present.ForEach(participant => Remove(conference, participant));
        // The event has no word for an end by command, unlike the resource; everybody is out either way.
        events.OfConference(conference, CallEventTypes.ConferenceEnded, reason == "ended_via_api" ? "all_left" : reason);
        book.Ended(conference);
        return [.. present.Select(static participant => participant.Leg)];
    }

    private void Remove(Conference conference, Participant participant)
    {
        participant.LeftAt = world.Now;
        participant.Leg.Conference = null;
        conference.UpdatedAt = world.Now;
        events.Participant(participant.Leg, conference, CallEventTypes.ParticipantLeft);
        phones.Touch(participant.Leg.Phone);
    }
}

/// <summary>What the creator of a conference may choose.</summary>
internal sealed record ConferenceSettings(int MostParticipants, TimeSpan Longest, string? Region, string? ClientState)
{
    public static ConferenceSettings Default { get; } = new(250, Conferencing.Longest, null, null);
}
