namespace FleetActors.Sandbox;

/// <param name="Index">Place among all frames of the sound, from 0.</param>
/// <param name="At">When it leaves, in the sound's time.</param>
internal readonly record struct PlannedFrame(long Index, TimeSpan At);

/// <summary>In which order frames leave, and which of them do. Endless: behind the sound comes silence.</summary>
internal static class FramePlan
{
    private const int FurthestBehind = 3;

    /// <param name="first">Index of the first frame; a reconnect begins in the middle.</param>
    public static IEnumerable<PlannedFrame> From(long first, LineFaults faults)
    {
        var random = new Random(HashCode.Combine(faults.Seed, first));
        var held = new List<(long Until, long Index)>();
        for (var index = first; ; index++)
        {
            var at = TimeSpan.FromMilliseconds(index * CallerLine.FrameMs);
            if (random.NextDouble() >= faults.Loss)
            {
                if (random.NextDouble() < faults.Reorder)
                {
                    held.Add((index + random.Next(1, FurthestBehind + 1), index));
                }
                else
                {
                    yield return new PlannedFrame(index, at);
                    if (random.NextDouble() < faults.Duplicate)
                    {
                        yield return new PlannedFrame(index, at);
                    }
                }
            }

            foreach (var (_, late) in held.FindAll(frame => frame.Until <= index))
            {
                yield return new PlannedFrame(late, at);
            }

            held.RemoveAll(frame => frame.Until <= index);
        }
    }
}
