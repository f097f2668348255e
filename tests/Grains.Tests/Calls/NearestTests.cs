using FleetActors.Alerts;
using FleetActors.Directory;

namespace FleetActors.Calls;

public sealed class NearestTests
{
    private static readonly RelatedWay Device = new(new(AlertOwnerKind.Device, "truck-1"), "device");
    private static readonly RelatedWay Contact = new(new(AlertOwnerKind.Number, "+15550100301"), "contact");
    private static readonly RelatedWay Fleet = new(new(AlertOwnerKind.Fleet, "north"), "fleet");

    [Fact]
    public void Of_SeveralWays_MostSevereFirstEachAlertOnceForItsNearestReason() =>
        Nearest.Of(
            [Device, Contact, Fleet],
            [
                Found(Fleet, "c", Severity.Critical),
                Found(Fleet, "b", Severity.Critical),
                Found(Fleet, "d", Severity.Medium),
                Found(Fleet, "e", Severity.Medium),
                Found(Contact, "b", Severity.Critical),
                Found(Contact, "a", Severity.Medium),
                Found(Device, "a", Severity.Medium),
            ])
        .ShouldBe([("b", "contact"), ("c", "fleet"), ("a", "device"), ("e", "fleet"), ("d", "fleet")]);

    [Fact]
    public void Of_Nothing_IsEmpty() => Nearest.Of([Device], []).ShouldBeEmpty();

    private static OwnedAlert Found(RelatedWay way, string alertId, Severity severity) => new(way.Owner, alertId, severity);
}
