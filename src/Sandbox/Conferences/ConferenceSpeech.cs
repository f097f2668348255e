namespace FleetActors.Sandbox;

/// <summary>Speaks to those who are in a conference.</summary>
internal sealed class ConferenceSpeech(VoiceTiming timing, CallEvents events, PhoneBook phones)
{
    /// <param name="listeners">Call control ids of those who are to hear it; empty for everybody who is in when it begins.</param>
    public void Speak(Conference conference, string text, IReadOnlyList<string> listeners) => conference.Speech.Add(new Utterance(
        timing.Speech(text),
        Times: 1,
        Begin: () => events.OfConference(conference, CallEventTypes.ConferenceSpeakStarted),
        Heard: () => Hear(conference, listeners, text),
        End: _ => Ended(conference)));

    private void Hear(Conference conference, IReadOnlyList<string> listeners, string text)
    {
        foreach (var participant in conference.Present.Where(present => listeners.Count == 0 || listeners.Contains(present.Leg.ControlId)))
        {
            participant.Leg.Hear(text);
            phones.Touch(participant.Leg.Phone);
        }
    }

    private void Ended(Conference conference)
    {
        events.OfConference(conference, CallEventTypes.ConferenceSpeakEnded);
        foreach (var participant in conference.Present)
        {
            phones.Touch(participant.Leg.Phone);
        }
    }
}
