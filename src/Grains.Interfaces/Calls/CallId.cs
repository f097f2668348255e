namespace FleetActors.Calls;

/// <summary>A call's id is the provider's <c>call_session_id</c>: opaque, never parsed.</summary>
public static class CallId
{
    /// <summary>Longer ids are not taken.</summary>
    public const int MaxLength = 128;

    /// <summary>1 to <see cref="MaxLength"/> characters, no control characters, no slash, no vertical bar.</summary>
    public static bool IsWellFormed(string? id) =>
        id is { Length: > 0 and <= MaxLength } && !id.Any(static c => char.IsControl(c) || char.IsSurrogate(c) || c is '/' or '\\' or '|' or ' ');
}
