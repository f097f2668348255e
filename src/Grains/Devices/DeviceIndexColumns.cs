namespace FleetActors.Devices;

/// <summary>The columns of the device index. A trigger copies them in the transaction that stores the state.</summary>
/// <param name="WakeAt">Unix milliseconds of the next due time; absent when nothing is due.</param>
/// <param name="Breaches">How many rules have fired and not cleared.</param>
/// <param name="Phone">E.164; absent when it has none.</param>
internal sealed record DeviceIndexColumns(string DeviceId, string FleetId, long? WakeAt, int Breaches, string? Phone)
{
    public static DeviceIndexColumns From(DeviceState state)
    {
        long? wakeAt = null;
        var breaches = 0;
        foreach (var rule in state.Rules)
        {
            var due = RuleMachine.DueOf(rule.State).ToUnixTimeMilliseconds();
            wakeAt = wakeAt is { } earlier && earlier <= due ? earlier : due;
            breaches += RuleMachine.AlertOf(rule.State) is null ? 0 : 1;
        }

        return new DeviceIndexColumns(state.DeviceId, state.FleetId, wakeAt, breaches, state.Phone);
    }
}
