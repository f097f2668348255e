namespace FleetActors.Sandbox.Tests;

public class FramePlanTests
{
    [Fact]
    public void From_NoFaults_IsEveryFrameOnTime() =>
        FramePlan.From(7, new LineFaults()).Take(3).ShouldBe(
        [
            new PlannedFrame(7, TimeSpan.FromMilliseconds(140)), new PlannedFrame(8, TimeSpan.FromMilliseconds(160)), new PlannedFrame(9, TimeSpan.FromMilliseconds(180)),
        ]);

    [Fact]
    public void From_LossReorderAndDuplicates_KeepTheirShares()
    {
        var faults = new LineFaults(Loss: 0.1, Reorder: 0.2, Duplicate: 0.1, Seed: 3);
        var frames = FramePlan.From(0, faults).Take(10_000).ToList();

        var indexes = frames.ConvertAll(static frame => frame.Index);
        var highest = indexes.Max();
        (1 - (indexes.Distinct().Count() / (double)highest)).ShouldBeInRange(0.08, 0.12);
        indexes.GroupBy(static index => index).Max(static group => group.Count()).ShouldBe(2);
        var late = 0;
        for (var i = 1; i < indexes.Count; i++)
        {
            late += indexes[i] < indexes[i - 1] ? 1 : 0;
            (indexes.Take(i).Max() - indexes[i]).ShouldBeLessThanOrEqualTo(4);
            frames[i].At.ShouldBeGreaterThanOrEqualTo(frames[i - 1].At);
            if (i > 500)
            {
                break;
            }
        }

        late.ShouldBeGreaterThan(30);
        FramePlan.From(0, faults).Take(10_000).ShouldBe(frames);
    }
}
