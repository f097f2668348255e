namespace FleetActors.Calls;

/// <summary>How a call begins that is ours: a device was called for an alert and has answered.</summary>
internal static class Callbacks
{
    /// <summary>Announced, answered and related to its alert at once. A call that exists stays as it is.</summary>
    public static void Open(CallTurn turn, OpenCallback opened)
    {
        if (turn.State.Exists)
        {
            return;
        }

        var callback = opened.Callback;
        turn.Emit(new Announced(callback.CallId, callback.CallControlId, callback.Number, null, CallTurn.WholeSeconds(turn.Now)));
        turn.Emit(new CalledBack(new CallbackLeg(callback.Alert.AlertId, callback.AttemptId)));
        turn.Note("called back", $"Device {callback.Alert.DeviceId} {CallViews.Mask(callback.Number)} was called for alert {callback.Alert.AlertId}.");
        if (turn.Rules.Streams)
        {
            turn.Emit(new TokenIssued(opened.TokenHash));
        }

        CallerEvents.Answered(turn);
        if (turn.Rules.Streams)
        {
            turn.Owe(CallEffectKind.Stream);
        }

        Relations.Found(turn, [callback.Alert]);
        turn.Owe(CallEffectKind.Relate);
    }
}
