namespace FleetActors.Bench.Streams;

/// <summary>Live calls, as they are handed to the process that plays them.</summary>
/// <param name="Addresses">One media socket each.</param>
/// <param name="WarmUpSeconds">How long frames are sent that do not count.</param>
/// <param name="Seconds">How long frames are sent that do.</param>
internal sealed record StreamPlan(IReadOnlyList<string> Addresses, double WarmUpSeconds, double Seconds);

/// <summary>What was sent.</summary>
/// <param name="Frames">Frames that count.</param>
/// <param name="CpuSeconds">Processor time that sending everything took.</param>
/// <param name="Failed">Sockets that could not be opened or were lost.</param>
/// <param name="FirstFailure">The first of them in words, or null.</param>
/// <param name="LateP99Ms">How late, in milliseconds, 99 of 100 frames were sent at most: the sender's own fault, and part of every latency.</param>
internal sealed record StreamReport(long Frames, double CpuSeconds, int Failed, string? FirstFailure, double LateP99Ms);
