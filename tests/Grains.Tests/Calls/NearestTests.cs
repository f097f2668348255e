using FleetActors.Alerts;
using FleetActors.Directory;

namespace FleetActors.Calls;

public sealed class NearestTests
{
    [Fact]
    public void Of_SeveralWays_MostSevereFirstEachAlertOnceForItsNearestReason() =>
        Nearest.Of(
        [
            new AlertsFound("device", [new OpenAlert("a", Severity.Medium)]),
            new AlertsFound("contact", [new OpenAlert("b", Severity.Critical), new OpenAlert("a", Severity.Medium)]),
            new AlertsFound("fleet", [new OpenAlert("c", Severity.Critical), new OpenAlert("b", Severity.Critical), new OpenAlert("d", Severity.Medium), new OpenAlert("e", Severity.Medium)]),
        ])
        .ShouldBe([("b", "contact"), ("c", "fleet"), ("a", "device"), ("e", "fleet"), ("d", "fleet")]);

    [Fact]
    public void Of_Nothing_IsEmpty() => Nearest.Of([]).ShouldBeEmpty();
}
