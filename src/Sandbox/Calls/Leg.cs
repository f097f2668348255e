namespace FleetActors.Sandbox;

internal enum LegState
{
    Ringing,
    Answered,
    Ended,
}

/// <summary>Who placed the call, seen from Telnyx.</summary>
internal enum LegDirection
{
    /// <summary>A phone called in.</summary>
    Incoming,

    /// <summary>The API dialled the phone.</summary>
    Outgoing,
}

/// <summary>One call between Telnyx and a phone. Touched only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class Leg
{
    /// <summary>How many texts a leg remembers to have heard.</summary>
    private const int MostHeard = 100;
    private const int MostKeys = 200;

    public string ControlId { get; } = Identifiers.NewCallControlId();

    public string LegId { get; } = Identifiers.NewId();

    public required string SessionId { get; init; }

    public required string ConnectionId { get; init; }

    public required LegDirection Direction { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required Phone Phone { get; init; }

    public required NumberScript Script { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Place among all legs, for paging.</summary>
    public long Sequence { get; set; }

    public LegState State { get; set; } = LegState.Ringing;

    public DateTimeOffset? AnsweredAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public HangupCause? Hangup { get; set; }

    /// <summary>Base64, as it came; carried by every later webhook of the leg.</summary>
    public string? ClientState { get; set; }

    public WebhookRoute Route { get; set; } = WebhookRoute.Default;

    public WebhookLane Lane { get; } = new();

    public Voicemail? Voicemail { get; set; }

    /// <summary>What was spoken to the phone, in order; the last entry may still be playing.</summary>
    public List<string> Heard { get; } = [];

    public required SpeechQueue Speech { get; init; }

    public Gather? Gather { get; set; }

    /// <summary>Keys the phone has pressed, the last 200 of them.</summary>
    public string Pressed { get; private set; } = "";

    /// <summary>Keys sent to the phone, the last 200 of them.</summary>
    public string Tones { get; private set; } = "";

    public Conference? Conference { get; set; }

    public Leg? BridgedTo { get; set; }

    public bool ParkAfterUnbridge { get; set; }

    public MediaStream? Stream { get; set; }

    /// <summary>What the phone's owner says and how it comes through.</summary>
    public CallerLine Line { get; set; } = CallerLine.Silent;

    /// <summary>Called once the whole of <see cref="Line"/> has been sent.</summary>
    public Action? WhenSpoken { get; set; }

    /// <summary>How far the sound has come.</summary>
    public MediaProgress Media { get; } = new();

    public bool IsTranscribed { get; set; }

    /// <summary>What is being recorded; null when nothing is.</summary>
    public LegRecording? Recording { get; set; }

    /// <summary>Where the API was when the last command for the leg came.</summary>
    public string ApiAddress { get; set; } = "";

    /// <summary>What becomes of the leg when it is answered, beyond the ordinary: AMD, a bridge, a conference, a stream.</summary>
    public List<Action> OnAnswer { get; } = [];

    /// <summary>Appointments that the end of the call makes pointless.</summary>
    public List<Appointment> Pending { get; } = [];

    public bool IsAnswered => State == LegState.Answered;

    public bool IsEnded => State == LegState.Ended;

    /// <summary>Whole seconds since the answer, up to the end.</summary>
    public int DurationSeconds(DateTimeOffset now) => AnsweredAt is { } answered ? (int)((EndedAt ?? now) - answered).TotalSeconds : 0;

    public void NotePressed(char key) => Pressed = LastKeys(Pressed + key);

    public void NoteTones(string keys) => Tones = LastKeys(Tones + keys);

    public void Hear(string text)
    {
        if (Heard.Count == MostHeard)
        {
            Heard.RemoveAt(0);
        }

        Heard.Add(text);
        if (Voicemail is { GreetingOver: true } machine)
        {
            machine.Recorded.Add(text);
        }
    }

    private static string LastKeys(string keys) => keys.Length <= MostKeys ? keys : keys[^MostKeys..];
}

/// <summary>Why a call ended, in the words of <c>call.hangup</c>.</summary>
internal sealed record HangupCause(string Cause, string Source, string Sip)
{
    public static HangupCause Rejected { get; } = new("call_rejected", "callee", "603");

    public static HangupCause Busy { get; } = new("user_busy", "callee", "486");

    public static HangupCause NotFound { get; } = new("not_found", "unknown", "404");

    public static HangupCause RingTimeout { get; } = new("timeout", "unknown", "unspecified");

    public static HangupCause NoAnswer { get; } = new("no_answer", "unknown", "unspecified");

    public static HangupCause CallerGaveUp { get; } = new("originator_cancel", "caller", "487");

    public static HangupCause TimeLimit { get; } = new("time_limit", "unknown", "unspecified");

    /// <summary>Somebody put down an answered call.</summary>
    public static HangupCause Normal(bool byCaller) => new("normal_clearing", byCaller ? "caller" : "callee", "200");
}

/// <summary>The machine that took a call.</summary>
internal sealed class Voicemail
{
    /// <summary>The beep has sounded, or the greeting just ended: from here on it records.</summary>
    public bool GreetingOver { get; set; }

    /// <summary>What began after the greeting and so is on the machine.</summary>
    public List<string> Recorded { get; } = [];
}
