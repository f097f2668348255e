using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Calls;

/// <summary>Whatever the network does within the window, the audio comes out in order and in its full length.</summary>
public sealed class FrameSequencerProperties
{
    private const int Window = 10;

    [Fact]
    public void LossReorderAndRepeats_GiveTheSamplesInOrderWithSilenceForTheLost() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Verify(new Random(seed), bytes: 160)).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyFrameLength_GivesTheSame() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Verify(new Random(seed), bytes: 1 + (int)((uint)seed % 900))).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyNumbersAtAll_NeverThrowNorGrow() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var sequencer = new FrameSequencer(new AudioFormat(AudioEncoding.L16, 16000, 2), 1 + random.Next(20));
        var output = new List<SequencedAudio>();
        for (var i = 0; i < 500; i++)
        {
            output.Clear();
            var chunk = random.Next(4) switch { 0 => random.NextInt64(long.MinValue, long.MaxValue), 1 => random.Next(-5, 5), _ => i };
            sequencer.Add(new AudioFrame(chunk, random.NextInt64(long.MinValue, long.MaxValue), new byte[random.Next(0, 700)]), output);
            output.Count.ShouldBeLessThan(60);
            output.Exists(piece => piece.Missing is < 0 or > FrameGaps.MaxSeconds * 16000).ShouldBeFalse();
        }

        sequencer.Flush(output);
    }).QuickCheckThrowOnFailure();

    private static void Verify(Random random, int bytes)
    {
        const int Count = 200;
        var frames = Enumerable.Range(1, Count).Select(chunk =>
        {
            var payload = new byte[bytes];
            random.NextBytes(payload);
            return new AudioFrame(chunk, chunk * bytes / 8, payload);
        }).ToArray();
        var lost = frames.Where(frame => frame.Chunk > 1 && frame.Chunk < Count && random.Next(10) < 4).Select(frame => frame.Chunk).ToHashSet();

        var heard = Play(Sent(frames, lost, random));

        var expected = frames.SelectMany(frame => lost.Contains(frame.Chunk) ? new byte[bytes] : frame.Payload).ToArray();
        heard.Length.ShouldBe(expected.Length);
        heard.AsSpan().SequenceEqual(expected).ShouldBeTrue();
    }

    // Each frame overtakes others by less than the window, and every fifth comes twice.
    private static IEnumerable<AudioFrame> Sent(AudioFrame[] frames, HashSet<long> lost, Random random) => frames
        .Where(frame => !lost.Contains(frame.Chunk))
        .SelectMany(frame => random.Next(5) == 0 ? [frame, frame] : new[] { frame })
        .Select(frame => (Frame: frame, At: frame.Chunk + (random.NextDouble() * (Window - 1))))
        .OrderBy(sent => sent.At)
        .Select(sent => sent.Frame);

    private static byte[] Play(IEnumerable<AudioFrame> frames)
    {
        var sequencer = new FrameSequencer(new AudioFormat(AudioEncoding.Pcmu, 8000, 1), Window);
        var output = new List<SequencedAudio>();
        foreach (var frame in frames)
        {
            sequencer.Add(frame, output);
        }

        sequencer.Flush(output);
        return [.. output.SelectMany(piece => piece.Missing > 0 ? new byte[piece.Missing] : piece.Payload.ToArray())];
    }
}
