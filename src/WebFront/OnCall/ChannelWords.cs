namespace FleetActors.OnCall;

/// <summary>Channels as words of the API.</summary>
internal static class ChannelWords
{
    /// <summary>The channel's word.</summary>
    public static string Word(this Channel channel) => channel switch
    {
        Channel.Sms => "sms",
        Channel.Call => "call",
        Channel.Conference => "conference",
        Channel.Callback => "callback",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "This channel is never stored."),
    };

    /// <summary>The channel of a word; <see cref="Channel.Unknown"/> for any other text.</summary>
    public static Channel Parse(string word) => word switch
    {
        "sms" => Channel.Sms,
        "call" => Channel.Call,
        "conference" => Channel.Conference,
        "callback" => Channel.Callback,
        _ => Channel.Unknown,
    };
}
