namespace FleetActors.Telephony;

/// <summary>Outbound requests for tests.</summary>
internal static class Requests
{
    public static OutboundRequest Dial(string effect, int urgency = 1, string alert = "alrt-1", DateTimeOffset? firstSentAt = null) =>
        new(alert, effect, urgency, new Dial(Guid.NewGuid(), "+15550100300", $"{alert}/{effect}", TimeSpan.FromSeconds(25)), firstSentAt);

    public static OutboundRequest Message(string effect, int urgency = 1, string alert = "alrt-1") =>
        new(alert, effect, urgency, new SendMessage(Guid.NewGuid(), "+15550100300", effect, $"{alert}/{effect}"), null);

    public static OutboundRequest Hangup(string effect, int urgency = 1, string alert = "alrt-1") =>
        new(alert, effect, urgency, new Hangup(Guid.NewGuid(), "v3:1"), null);
}
