using System.Globalization;

namespace FleetActors.OnCall;

/// <summary>
/// The reply codes of one phone number. Codes roll on from a starting point, so that one is used again as late as possible; they have three digits, and
/// one more whenever half of that length is taken, so that a mistyped code is more likely nobody's than somebody else's.
/// </summary>
/// <remarks>Reserving is O(1) on average, whatever is taken. Not safe for concurrent use.</remarks>
internal sealed class ReplyCodes
{
    public const int MinDigits = 3;
    public const int MaxDigits = 9;

    private readonly Dictionary<string, Held> _byAlert = new(StringComparer.Ordinal);
    private readonly int[] _nextOfLength = new int[MaxDigits + 1];
    private readonly int[] _takenOfLength = new int[MaxDigits + 1];
    private ulong[] _taken = [];
    private int _digits = MinDigits;
    private int _sinceRelease;

    /// <param name="seed">Where to begin; any number. Different ones after restarts keep yesterday's texts from meaning today's alerts.</param>
    public ReplyCodes(int seed)
    {
        for (var digits = MinDigits; digits <= MaxDigits; digits++)
        {
            _nextOfLength[digits] = First(digits) + (int)((uint)seed % (uint)Capacity(digits));
        }
    }

    /// <summary>How many alerts hold a code.</summary>
    public int Count => _byAlert.Count;

    /// <summary>
    /// Space runs low and enough was reserved since the last <see cref="Release"/> to make another worth its cost: time to look which alerts are over.
    /// </summary>
    public bool ShouldRelease => _takenOfLength[_digits] >= Capacity(_digits) * 3L / 8 && _sinceRelease >= Capacity(_digits) / 8;

    /// <summary>The alert's code; the same again for the same alert.</summary>
    public string Reserve(string alertId, DateTimeOffset now)
    {
        if (!_byAlert.TryGetValue(alertId, out var held))
        {
            held = new Held(TakeNext(), now.UtcTicks);
            _byAlert.Add(alertId, held);
            _sinceRelease++;
        }

        return held.Code.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A code that an alert already has. Anything that is no code of ours is ignored.</summary>
    public void Adopt(string alertId, string code, DateTimeOffset now)
    {
        if (code.Length is >= MinDigits and <= MaxDigits
            && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= First(code.Length)
            && _byAlert.TryAdd(alertId, new Held(number, now.UtcTicks)))
        {
            Take(number);
        }

        Grow();
    }

    /// <summary>Frees the codes of alerts that are not open, except those reserved at or after <paramref name="keepSince"/>: they may not be stored yet.</summary>
    public void Release(IReadOnlySet<string> openAlerts, DateTimeOffset keepSince)
    {
        foreach (var (alertId, held) in _byAlert)
        {
            if (held.SinceTicks < keepSince.UtcTicks && !openAlerts.Contains(alertId))
            {
                _byAlert.Remove(alertId);
            }
        }

        Array.Clear(_taken);
        Array.Clear(_takenOfLength);
        foreach (var held in _byAlert.Values)
        {
            Take(held.Code);
        }

        _sinceRelease = 0;
        _digits = ShortestRoomy();
    }

    private int TakeNext()
    {
        Grow();
        ref var next = ref _nextOfLength[_digits];
        while (IsTaken(next))
        {
            next = After(next);
        }

        var code = next;
        Take(code);
        next = After(code);
        return code;
    }

    private void Grow()
    {
        while (_digits < MaxDigits && _takenOfLength[_digits] >= Capacity(_digits) / 2)
        {
            _digits++;
        }
    }

    private int After(int code) => code + 1 >= First(_digits + 1) ? First(_digits) : code + 1;

    private int ShortestRoomy()
    {
        var digits = MinDigits;
        while (digits < _digits && _takenOfLength[digits] > Capacity(digits) / 4)
        {
            digits++;
        }

        return digits;
    }

    private bool IsTaken(int code) => code >> 6 < _taken.Length && (_taken[code >> 6] & (1UL << (code & 63))) != 0;

    private void Take(int code)
    {
        var word = code >> 6;
        if (word >= _taken.Length)
        {
            Array.Resize(ref _taken, Math.Max(word + 1, _taken.Length * 2));
        }

        if (!IsTaken(code))
        {
            _taken[word] |= 1UL << (code & 63);
            _takenOfLength[Length(code)]++;
        }
    }

    private static int Length(int code)
    {
        var digits = MinDigits;
        while (code >= First(digits + 1))
        {
            digits++;
        }

        return digits;
    }

    // 10^(digits-1); one past the nine digits still fits an int.
    private static int First(int digits) => digits switch
    {
        3 => 100,
        4 => 1_000,
        5 => 10_000,
        6 => 100_000,
        7 => 1_000_000,
        8 => 10_000_000,
        9 => 100_000_000,
        _ => 1_000_000_000,
    };

    private static int Capacity(int digits) => First(digits + 1) - First(digits);

    private readonly record struct Held(int Code, long SinceTicks);
}
