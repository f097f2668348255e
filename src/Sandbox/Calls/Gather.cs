namespace FleetActors.Sandbox;

/// <summary>What a gather command asked for.</summary>
/// <param name="Prompt">Spoken before every try; null for plain <c>gather</c>.</param>
/// <param name="InvalidPrompt">Spoken instead of the prompt after a wrong entry; null repeats the prompt.</param>
/// <param name="Timeout">From the end of the prompt (or the start of the gather) to the first key.</param>
/// <param name="Overall">From the start of a plain gather to its end; null for none.</param>
internal sealed record GatherRequest(
    string? Prompt,
    string? InvalidPrompt,
    int Minimum,
    int Maximum,
    int Tries,
    TimeSpan Timeout,
    TimeSpan InterDigit,
    TimeSpan? Overall,
    string? Terminator,
    string ValidDigits);

/// <summary>A gather under way on a leg.</summary>
internal sealed class Gather(GatherRequest request)
{
    public GatherRequest Request { get; } = request;

    public int TriesLeft { get; set; } = request.Tries;

    public string Digits { get; set; } = "";

    /// <summary>The prompt while it is spoken or waits for its turn; null while only keys are awaited.</summary>
    public Utterance? Prompt { get; set; }

    public Appointment? Timer { get; set; }

    public Appointment? OverallTimer { get; set; }

    public bool HasEnded { get; set; }
}
