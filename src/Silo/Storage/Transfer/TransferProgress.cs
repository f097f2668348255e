using System.Globalization;

namespace FleetActors.Storage.Transfer;

/// <summary>Tells a person how far a long work has come, at most once in a while.</summary>
internal sealed class TransferProgress(string verb, TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long _total;
    private long _done;
    private long _told;

    public void Begin(long total, long done = 0)
    {
        (_total, _done, _told) = (total, done, clock.GetTimestamp());
        if (done > 0)
        {
            Tell();
        }
    }

    public void Advance(long rows = 1)
    {
        _done += rows;
        if (clock.GetElapsedTime(_told) >= Interval)
        {
            Tell();
        }
    }

    public void End() => Tell();

    private void Tell()
    {
        _told = clock.GetTimestamp();
        var percent = _total == 0 ? 100 : 100 * _done / _total;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verb} {_done:N0} of {_total:N0} rows ({percent} %)"));
    }
}
