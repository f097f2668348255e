namespace FleetActors.FleetSim.Measure;

public sealed class PerUnitTests
{
    private static readonly Phase Idle = new(MeasureRun.Idle, "second", 50, 0, Used(100, silo1: 1, silo2: 1, postgres: 2, commits: 100), 0);

    [Fact]
    public void Of_TakesOffWhatIdlingUsesInThatTime()
    {
        var unit = PerUnit.Of([Idle, new Phase("alerts", "alert", 1000, 0, Used(50, silo1: 1.5, silo2: 2.5, postgres: 2, commits: 8050), 0)]).ShouldHaveSingleItem();

        unit.Cpu["silo"].ShouldBe(3, 1e-9, "both silos together: (4 - 1) s for 1000");
        unit.Cpu["postgres"].ShouldBe(1, 1e-9);
        unit.Database["commits"].ShouldBe(8, 1e-9);
    }

    [Fact]
    public void Of_NothingHappened_SaysNothing() => PerUnit.Of([Idle, new Phase("calls", "call second", 0, 3, Used(50, 1, 1, 1, 1), 0)]).ShouldBeEmpty();

    [Fact]
    public void Of_WithoutIdle_Throws() => Should.Throw<ArgumentException>(() => PerUnit.Of([Idle with { Name = "alerts" }]));

    [Fact]
    public void Since_IsTheDifference()
    {
        var since = Used(70, 3, 2, 1, 9).Since(Used(20, 1, 1, 1, 4));
        since.Seconds.ShouldBe(50);
        since.Cpu.ShouldBe(new Dictionary<string, double> { ["silo-1"] = 2, ["silo-2"] = 1, ["postgres"] = 0 }, ignoreOrder: true);
        since.Database["commits"].ShouldBe(5);
    }

    private static Usage Used(double seconds, double silo1, double silo2, double postgres, double commits) => new(
        seconds,
        new Dictionary<string, double> { ["silo-1"] = silo1, ["silo-2"] = silo2, ["postgres"] = postgres },
        new Dictionary<string, double> { ["commits"] = commits });
}
