namespace FleetActors.Calls;

/// <summary>
/// Columns of the index table, in unix milliseconds where they are times. Triggers copy them in the transaction that stores the state, so lists and due times
/// cannot disagree with the call.
/// </summary>
internal sealed record CallIndexRow(string CallId, CallStatus Status, long StartedAt, long? EndedAt, long? WakeAt, int Owed)
{
    public static CallIndexRow From(CallState state) => new(
        state.CallId,
        state.Status,
        state.StartedAt.ToUnixTimeMilliseconds(),
        state.EndedAt?.ToUnixTimeMilliseconds(),
        CallDue.WakeAt(state, CallOptions.LongestSilence)?.ToUnixTimeMilliseconds(),
        state.Owed.Length);
}
