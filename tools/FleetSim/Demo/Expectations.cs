namespace FleetActors.FleetSim.Demo;

/// <summary>What one look at the world showed.</summary>
/// <param name="Found">What was looked for, or null while it is not there.</param>
/// <param name="Seen">What was there instead, for the message when time runs out.</param>
internal readonly record struct Sighting<T>(T? Found, string Seen)
    where T : class;

/// <summary>Looks until what the story needs is there, and no longer than it may take. Counts what was kept.</summary>
internal sealed class Expectations(Narrator narrator, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>How many were met.</summary>
    public int Met { get; private set; }

    /// <summary>Looks again and again; returns what was found.</summary>
    /// <param name="what">A sentence that is true once it is found, such as "the dispatcher's phone rings".</param>
    /// <exception cref="UnmetExpectationException">It was not there in time.</exception>
    public async Task<T> BecomesTrueAsync<T>(
        string what, TimeSpan within, Func<CancellationToken, Task<Sighting<T>>> look, CancellationToken cancellationToken)
        where T : class
    {
        var found = await narrator.WaitAsync(what, within, () => LookAsync(what, within, look, cancellationToken));
        Keep(what);
        return found;
    }

    /// <summary>It must be so now.</summary>
    /// <exception cref="UnmetExpectationException">It is not.</exception>
    public void IsTrue(string what, bool holds, string seen)
    {
        if (!holds)
        {
            throw new UnmetExpectationException($"Expected that {what}, but saw {seen}.");
        }

        Keep(what);
    }

    private async Task<T> LookAsync<T>(
        string what, TimeSpan within, Func<CancellationToken, Task<Sighting<T>>> look, CancellationToken cancellationToken)
        where T : class
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            var (found, seen) = await look(cancellationToken);
            if (found is not null)
            {
                return found;
            }

            if (clock.GetElapsedTime(start) > within)
            {
                throw new UnmetExpectationException($"Waited {within.TotalSeconds:0.#} s until {what}, but last saw {seen}.");
            }

            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }
    }

    private void Keep(string what)
    {
        Met++;
        narrator.Met(what);
    }
}
