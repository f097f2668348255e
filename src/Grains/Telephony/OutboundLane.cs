namespace FleetActors.Telephony;

/// <summary>Commands that are limited together.</summary>
internal enum OutboundLane
{
    /// <summary>Commands on calls under way: a human is on the line, so they are never rate limited and never wait behind dials.</summary>
    Control = 0,

    /// <summary>New calls.</summary>
    Dial = 1,

    /// <summary>Text messages.</summary>
    Message = 2,
}

/// <summary>Sorting into lanes.</summary>
internal static class OutboundLanes
{
    /// <summary>How many there are.</summary>
    public const int Count = 3;

    /// <summary>The lane of a command.</summary>
    public static OutboundLane Of(TelephonyCommand command) => command switch
    {
        Dial => OutboundLane.Dial,
        SendMessage => OutboundLane.Message,
        _ => OutboundLane.Control,
    };
}
