namespace FleetActors.Calls;

/// <summary>Where a stream goes on: by itself where it knows, by the clock where nothing else does. Seconds, for reading.</summary>
public sealed class StreamEntryTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(5.0, 5.0, 5.0, "", "")]
    [InlineData(5.0, 8.0, 8.0, "5-8", "")]
    [InlineData(5.0, 7.0, 8.0, "5-7", "7-8")]
    [InlineData(5.0, 9.0, 8.0, "5-8", "")]
    [InlineData(5.0, 7.0, 6.0, "5-6", "")]
    [InlineData(7.0, 5.0, 8.0, "", "7-8")]
    [InlineData(7.0, 5.0, 6.0, "", "")]
    [InlineData(7.0, 9.0, 6.0, "", "")]
    [InlineData(0.0, 0.0, 0.0, "", "")]
    public void GoesOn_WhateverWasKeptAndWritten_IsWhereTheStreamStood(double measured, double recorded, double at, string unmeasured, string lost)
    {
        var entry = StreamEntry.GoesOn(S(measured), S(recorded), S(at));

        (entry.At, Text(entry.Unmeasured), Text(entry.Lost)).ShouldBe((S(at), unmeasured, lost));
    }

    [Theory]
    [InlineData(5.0, 5.0, 10.0, 15.0, "", "5-15")]
    [InlineData(5.0, 8.0, 10.0, 15.0, "5-8", "8-15")]
    [InlineData(5.0, 8.0, 2.0, 8.0, "5-8", "")]
    [InlineData(7.0, 5.0, 10.0, 17.0, "", "7-17")]
    [InlineData(5.0, 5.0, 0.1, 5.0, "", "")]
    [InlineData(5.0, 5.0, -60.0, 5.0, "", "")]
    [InlineData(5.0, 5.0, 100_000.0, 605.0, "", "5-605")]
    public void Starts_AfterSoMuchTime_IsBehindSilenceAsLongAsThat(double measured, double recorded, double later, double at, string unmeasured, string lost)
    {
        var entry = StreamEntry.Starts(S(measured), S(recorded), Then, Then.AddSeconds(later));

        (entry.At, Text(entry.Unmeasured), Text(entry.Lost)).ShouldBe((S(at), unmeasured, lost));
    }

    [Fact]
    public void Starts_TheFirst_BeginsTheCall() => StreamEntry.Starts(0, null, null, Then).At.ShouldBe(0);

    [Fact]
    public void Starts_TheRecordingCannotBeAsked_IsByWhatWasKept()
    {
        var entry = StreamEntry.Starts(S(5), null, Then, Then.AddSeconds(3));

        (entry.At, Text(entry.Unmeasured), Text(entry.Lost)).ShouldBe((S(8), "", "5-8"));
    }

    private static long S(double seconds) => (long)(seconds * 8000);

    private static string Text(SoundSpan span) => span.IsEmpty ? "" : FormattableString.Invariant($"{span.Start.TotalSeconds}-{span.End.TotalSeconds}");
}
