using FleetActors.Deepgram.Streaming;

namespace FleetActors.Deepgram;

public sealed class SendPlanTests
{
    private const int BytesPerSecond = 16_000;
    private readonly SendPlan _plan = new(new DeepgramOptions(), BytesPerSecond, bytesPerSample: 2);

    [Fact]
    public void Next_AudioWaiting_IsSentInFramesOfAtMostAQuarterSecond()
    {
        _plan.Next(At(10), unsent: 160, isFinishing: false).ShouldBe(new SendStep(SendKind.Audio, 160));
        _plan.Next(At(10), unsent: 100_000, isFinishing: false).ShouldBe(new SendStep(SendKind.Audio, 4000));
        _plan.Next(At(10), unsent: 161, isFinishing: false).ShouldBe(new SendStep(SendKind.Audio, 160));
    }

    [Fact]
    public void Next_HalfASample_Waits() => _plan.Next(At(0), unsent: 1, isFinishing: false).Kind.ShouldBe(SendKind.Nothing);

    [Fact]
    public void Next_TooFast_WaitsUntilTwentyMillisecondsMayGo()
    {
        _plan.Took(new SendStep(SendKind.Audio, 4000), At(0));

        var step = _plan.Next(At(0), unsent: 8000, isFinishing: true);

        step.Kind.ShouldBe(SendKind.Nothing);
        step.Wait.ShouldBe(TimeSpan.FromMilliseconds(16));
        _plan.Next(step.Wait, unsent: 8000, isFinishing: true).ShouldBe(new SendStep(SendKind.Audio, 320));
        _plan.Next(At(1), unsent: 8000, isFinishing: true).ShouldBe(new SendStep(SendKind.Audio, 4000));
    }

    [Fact]
    public void Next_Finishing_ClosesOnlyBehindAllAudio()
    {
        _plan.Next(At(1), unsent: 320, isFinishing: true).Kind.ShouldBe(SendKind.Audio);
        _plan.Next(At(1), unsent: 0, isFinishing: true).Kind.ShouldBe(SendKind.Close);
    }

    [Fact]
    public void Next_Silence_FinalizesOnceThenKeepsAliveUntilAudioComes()
    {
        _plan.Took(new SendStep(SendKind.Audio, 320), At(0));
        _plan.Next(At(0.4), 0, false).ShouldBe(new SendStep(SendKind.Nothing, Wait: At(0.6)));
        _plan.Next(At(1), 0, false).Kind.ShouldBe(SendKind.Finalize);
        _plan.Took(new SendStep(SendKind.Finalize), At(1));
        _plan.Next(At(1), 0, false).ShouldBe(new SendStep(SendKind.Nothing, Wait: At(4)));
        _plan.Next(At(5), 0, false).Kind.ShouldBe(SendKind.KeepAlive);
        _plan.Took(new SendStep(SendKind.KeepAlive), At(5));
        _plan.Next(At(9), 0, false).Kind.ShouldBe(SendKind.KeepAlive);
        _plan.Next(At(9), 320, false).Kind.ShouldBe(SendKind.Audio);
        _plan.Took(new SendStep(SendKind.Audio, 320), At(9));
        _plan.Next(At(10), 0, false).Kind.ShouldBe(SendKind.Finalize);
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
