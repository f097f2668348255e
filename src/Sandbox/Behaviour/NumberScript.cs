namespace FleetActors.Sandbox;

/// <summary>
/// How the owner of a number behaves. Default: nothing happens by itself, the phone rings until somebody acts or the ring time is over.
/// All times in ms; <c>busy</c> and <c>unreachable</c> come before declining, voicemail and answering, whichever of these is due first.
/// </summary>
public sealed record NumberScript
{
    /// <summary>A person answers after this time.</summary>
    public int? AnswerAfterMs { get; init; }

    /// <summary>The call is declined after this time.</summary>
    public int? DeclineAfterMs { get; init; }

    /// <summary>The line is busy.</summary>
    public bool Busy { get; init; }

    /// <summary>The number does not exist.</summary>
    public bool Unreachable { get; init; }

    /// <summary>A machine answers, after <see cref="VoicemailAfterMs"/>.</summary>
    public bool Voicemail { get; init; }

    /// <summary>When the machine answers. Default 2,000.</summary>
    public int VoicemailAfterMs { get; init; } = 2000;

    /// <summary>Length of the machine's greeting, before <see cref="SandboxOptions.VoiceSpeed"/>. Default 6,000.</summary>
    public int GreetingMs { get; init; } = 6000;

    /// <summary>Whether the machine beeps after its greeting. Default true.</summary>
    public bool Beep { get; init; } = true;

    /// <summary>Keys pressed at every prompt that waits for digits.</summary>
    public string? Press { get; init; }

    /// <summary>When they are pressed, counted from the start of the prompt. Default: when the prompt has been heard.</summary>
    public int? PressAfterMs { get; init; }

    /// <summary>Hangs up this long after answering.</summary>
    public int? HangupAfterMs { get; init; }

    /// <summary>Text sent back for every SMS received.</summary>
    public string? Reply { get; init; }

    /// <summary>Pause before the reply. Default 0.</summary>
    public int ReplyAfterMs { get; init; }

    /// <summary>
    /// What becomes of messages to this number: <c>delivered</c> (default), <c>delivery_failed</c>, <c>sending_failed</c> or
    /// <c>delivery_unconfirmed</c>.
    /// </summary>
    public string SmsStatus { get; init; } = "delivered";
}
