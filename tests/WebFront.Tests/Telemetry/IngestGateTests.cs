namespace FleetActors.Telemetry;

public class IngestGateTests
{
    [Fact]
    public void TryEnter_UpToTheLimit_LetsThrough()
    {
        var gate = new IngestGate(100);
        gate.TryEnter(60).ShouldBeTrue();
        gate.TryEnter(40).ShouldBeTrue();
        gate.IsFull.ShouldBeTrue();
        gate.TryEnter(1).ShouldBeFalse();
        gate.Leave(60);
        gate.IsFull.ShouldBeFalse();
        gate.TryEnter(61).ShouldBeFalse();
        gate.TryEnter(60).ShouldBeTrue();
    }

    [Fact]
    public void TryEnter_MoreThanTheLimitAtOnce_IsLetThroughAlone()
    {
        var gate = new IngestGate(100);
        gate.TryEnter(500).ShouldBeTrue();
        gate.TryEnter(1).ShouldBeFalse();
        gate.Leave(500);
        gate.TryEnter(1).ShouldBeTrue();
        gate.TryEnter(500).ShouldBeFalse();
    }
}
