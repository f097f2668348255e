namespace FleetActors.Sandbox;

/// <summary>Commands of conferences: create, join, leave, speak, end.</summary>
internal sealed class ConferenceCommands(
    CallBook calls,
    ConferenceBook book,
    CommandWindow window,
    Conferencing conferencing,
    ConferenceSpeech speech,
    Switchboard switchboard)
{
    private static readonly string[] Beeps = ["always", "never", "on_enter", "on_exit"];
    private static readonly string[] Regions = ["Australia", "Europe", "Middle East", "US"];

    private static readonly TelnyxReply NoConference =
        TelnyxReply.Refuse(404, new TelnyxError("90058", "Invalid conference_id", "The conference does not exist."));

    private static readonly TelnyxReply ConferenceEnded =
        TelnyxReply.Refuse("90019", "Conference has already ended", "The conference is no longer active and takes no commands.");

    public TelnyxReply Create(TelnyxRequest request)
    {
        var fields = request.Fields;
        var commandId = fields.Text("command_id");
        if (window.Find(CommandWindow.Conferences, commandId) is { } first)
        {
            return first;
        }

        var callControlId = fields.Required("call_control_id");
        var name = fields.Required("name");
        fields.Choice("beep_enabled", "never", Beeps);
        fields.Flag("comfort_noise", absent: true);
        fields.Flag("start_conference_on_create", absent: true);
        var longest = (int)Conferencing.Longest.TotalMinutes;
        var settings = new ConferenceSettings(
            fields.Number("max_participants", 2, 800, 250),
            TimeSpan.FromMinutes(fields.Number("duration_minutes", 1, longest, longest)),
            fields.Choice("region", null, Regions),
            fields.ClientState());
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        if (RefusalOfLeg(callControlId, out var leg) is { } refused)
        {
            return refused;
        }

        if (book.FindActive(name) is not null)
        {
            return TelnyxReply.Refuse(422, new TelnyxError(
                "90033", "Conference name is in use", $"An active conference is named '{name}' already.", "/name"));
        }

        leg!.ClientState = settings.ClientState ?? leg.ClientState;
        var conference = conferencing.Create(leg, name, settings, switchboard.EndAll);
        var reply = TelnyxReply.Data(ConferenceJson.Of(conference));
        window.Remember(CommandWindow.Conferences, commandId, reply);
        return reply;
    }

    public TelnyxReply Act(TelnyxRequest request)
    {
        Func<Conference, RequestFields, TelnyxReply>? act = request.Action switch
        {
            "join" => Join,
            "leave" => Leave,
            "speak" => Speak,
            "end" => End,
            _ => null,
        };
        if (act is null)
        {
            return TelnyxReply.Refuse(404, new TelnyxError(
                "10005", "Resource not found", $"The sandbox knows no conference command '{request.Action}'."));
        }

        var commandId = request.Fields.Text("command_id");
        if (window.Find(CommandWindow.Conferences, commandId) is { } first)
        {
            return first;
        }

        if (book.Find(request.Id) is not { } conference)
        {
            return NoConference;
        }

        if (!conference.IsActive)
        {
            return ConferenceEnded;
        }

        request.Fields.Choice("region", null, Regions);
        var reply = act(conference, request.Fields);
        window.Remember(CommandWindow.Conferences, commandId, reply);
        return reply;
    }

    private TelnyxReply Join(Conference conference, RequestFields fields)
    {
        var callControlId = fields.Required("call_control_id");
        fields.Choice("beep_enabled", "never", Beeps);
        var clientState = fields.ClientState();
        var (muted, onHold, endsOnExit) = (fields.Flag("mute"), fields.Flag("hold"), fields.Flag("end_conference_on_exit"));
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        if (RefusalOfLeg(callControlId, out var leg) is { } refused)
        {
            return refused;
        }

        if (conference.Present.Count() >= conference.MostParticipants)
        {
            return TelnyxReply.Refuse(
                "90032", "Too many conference participants", $"The conference has its {conference.MostParticipants} participants already.");
        }

        leg!.ClientState = clientState ?? leg.ClientState;
        if (leg == conference.Owner)
        {
            conference.ClientState = clientState ?? conference.ClientState;
        }

        conferencing.Join(conference, new Participant(leg, muted, onHold, endsOnExit));
        return TelnyxReply.Done;
    }

    private TelnyxReply Leave(Conference conference, RequestFields fields)
    {
        var callControlId = fields.Required("call_control_id");
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        if (calls.Find(callControlId) is not { } leg)
        {
            return TelnyxReply.BadCallControlId;
        }

        if (leg.Conference != conference)
        {
            return TelnyxReply.Refuse(422, TelnyxError.BadRequest("The call is not in this conference.", "call_control_id"));
        }

        switchboard.EndAll(conferencing.Leave(leg));
        return TelnyxReply.Done;
    }

    private TelnyxReply Speak(Conference conference, RequestFields fields)
    {
        var text = SpeechFields.Read(fields);
        var listeners = fields.Texts("call_control_ids");
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        speech.Speak(conference, text, listeners);
        return TelnyxReply.Done;
    }

    private TelnyxReply End(Conference conference, RequestFields fields)
    {
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        switchboard.EndAll(conferencing.End(conference, "ended_via_api", null));
        return TelnyxReply.Done;
    }

    /// <summary>Why a leg may not enter a conference; null when it may.</summary>
    private TelnyxReply? RefusalOfLeg(string callControlId, out Leg? leg)
    {
        leg = calls.Find(callControlId);
        return leg switch
        {
            null => TelnyxReply.BadCallControlId,
            { IsEnded: true } => TelnyxReply.CallEnded,
            { IsAnswered: false } => TelnyxReply.NotAnswered,
            { Conference: not null } => TelnyxReply.Refuse(
                "90044", "Conference join not allowed", "The call is in a conference already."),
            _ => null,
        };
    }
}
