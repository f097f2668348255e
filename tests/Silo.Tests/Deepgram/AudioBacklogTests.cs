using FleetActors.Deepgram.Streaming;

namespace FleetActors.Deepgram;

public sealed class AudioBacklogTests
{
    [Fact]
    public void Append_BeyondCapacity_KeepsTheNewest()
    {
        var backlog = new AudioBacklog(10);

        backlog.Append([1, 2, 3, 4, 5, 6, 7]);
        backlog.Append([8, 9, 10, 11, 12]);

        (backlog.Tail, backlog.Head).ShouldBe((2, 12));
        Read(backlog, 2, 100).ShouldBe([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        backlog.Append([.. Enumerable.Range(13, 25).Select(static i => (byte)i)]);
        (backlog.Tail, backlog.Head).ShouldBe((27, 37));
        Read(backlog, 30, 3).ShouldBe([31, 32, 33]);
    }

    [Fact]
    public void Release_ForgetsAndNeverGoesBack()
    {
        var backlog = new AudioBacklog(10);
        backlog.Append([1, 2, 3]);

        backlog.Release(2);
        backlog.Release(1);
        backlog.Tail.ShouldBe(2);
        backlog.Release(99);

        (backlog.Tail, backlog.Head).ShouldBe((3, 3));
        Read(backlog, 3, 5).ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => Read(backlog, 2, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Read(backlog, 4, 1));
    }

    [Fact]
    public void Read_AfterAnyMixOfSteps_GivesWhatWasAppended()
    {
        var random = new Random(7);
        var backlog = new AudioBacklog(100_000);
        var all = new List<byte>();
        for (var step = 0; step < 2000; step++)
        {
            var piece = new byte[random.Next(0, 5000)];
            random.NextBytes(piece);
            backlog.Append(piece);
            all.AddRange(piece);
            backlog.Head.ShouldBe(all.Count);
            (backlog.Head - backlog.Tail).ShouldBeLessThanOrEqualTo(100_000);
            if (random.Next(3) == 0)
            {
                backlog.Release(random.NextInt64(backlog.Tail, backlog.Head + 1));
            }

            var from = random.NextInt64(backlog.Tail, backlog.Head + 1);
            var read = Read(backlog, from, 3000);
            read.AsSpan().SequenceEqual(all.Skip((int)from).Take(3000).ToArray()).ShouldBeTrue();
        }
    }

    private static byte[] Read(AudioBacklog backlog, long position, int most)
    {
        var target = new byte[most];
        return target[..backlog.Read(position, target)];
    }
}
