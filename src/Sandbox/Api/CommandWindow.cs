namespace FleetActors.Sandbox;

/// <summary>
/// Remembers for 60 s which command ids were executed, per call, for all dials and for all conference commands, and what was answered.
/// What Telnyx answers to a repeated command is not documented; here it is the first answer. Used only inside <see cref="World.Enter{T}"/>.
/// </summary>
internal sealed class CommandWindow(World world)
{
    public const string Dials = "dials";
    public const string Conferences = "conferences";

    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(60);

    private readonly Dictionary<(string Scope, string CommandId), TelnyxReply> _answers = [];
    private readonly Queue<((string, string) Key, DateTimeOffset Until)> _byAge = new();

    /// <summary>The first answer to a command executed less than 60 s ago.</summary>
    public TelnyxReply? Find(string scope, string? commandId)
    {
        Forget();
        return commandId is not null && _answers.TryGetValue((scope, commandId), out var answer) ? answer with { Duplicate = true } : null;
    }

    /// <summary>Remembers a command that was executed; a refused one may be tried again under the same id.</summary>
    public void Remember(string scope, string? commandId, TelnyxReply answer)
    {
        if (commandId is not null && answer.IsSuccess)
        {
            _answers[(scope, commandId)] = answer;
            _byAge.Enqueue(((scope, commandId), world.Now + Keep));
        }
    }

    private void Forget()
    {
        while (_byAge.TryPeek(out var oldest) && oldest.Until <= world.Now)
        {
            _answers.Remove(_byAge.Dequeue().Key);
        }
    }
}
