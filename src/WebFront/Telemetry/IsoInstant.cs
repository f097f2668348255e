namespace FleetActors.Telemetry;

/// <summary>
/// Reads ISO 8601 instants from bytes: <c>2026-01-05T08:00:00.123Z</c>. The seconds, the fraction (1 to 9 digits, cut to milliseconds) and the offset
/// (<c>Z</c>, <c>+02:00</c> or <c>+0200</c>) may be left out; without an offset it is UTC. A space may stand for the T.
/// </summary>
internal static class IsoInstant
{
    private const long MsPerMinute = 60_000;

    /// <summary>Unix milliseconds, not before 1970; false when the text is no such instant.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixMs)
    {
        unixMs = 0;
        if (!TryDate(text, out var days) || text.Length < 16 || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || !TryNumber(text, 11, 2, 23, out var hour) || text[13] != ':' || !TryNumber(text, 14, 2, 59, out var minute))
        {
            return false;
        }

        var rest = text[16..];
        if (!TrySeconds(ref rest, out var ms) || !TryOffset(rest, out var offsetMinutes))
        {
            return false;
        }

        unixMs = (((days * 24L) + hour) * 60L * MsPerMinute) + (minute * MsPerMinute) + ms - (offsetMinutes * MsPerMinute);
        return unixMs >= 0;
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length < 10 || !TryNumber(text, 0, 4, 9999, out var year) || text[4] != '-' || !TryNumber(text, 5, 2, 12, out var month)
            || text[7] != '-' || !TryNumber(text, 8, 2, 31, out var day) || year < 1 || month < 1 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        return true;
    }

    private static bool TrySeconds(ref ReadOnlySpan<byte> rest, out int ms)
    {
        ms = 0;
        if (rest.IsEmpty || rest[0] != ':')
        {
            return true;
        }

        if (!TryNumber(rest, 1, 2, 59, out var seconds))
        {
            return false;
        }

        ms = seconds * 1000;
        rest = rest[3..];
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        var digits = rest[1..];
        var length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? digits.Length : length;
        if (length is 0 or > 9)
        {
            return false;
        }

        for (var (i, unit) = (0, 100); i < length && unit > 0; i++, unit /= 10)
        {
            ms += (digits[i] - '0') * unit;
        }

        rest = digits[length..];
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest is [] or [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        if (rest[0] is not ((byte)'+' or (byte)'-') || !TryNumber(rest, 1, 2, 23, out var hours))
        {
            return false;
        }

        var more = rest[3..];
        more = more is [(byte)':', .. var afterColon] ? afterColon : more;
        if (more.Length != 2 || !TryNumber(more, 0, 2, 59, out var extra))
        {
            return false;
        }

        minutes = ((hours * 60) + extra) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, int from, int length, int max, out int number)
    {
        number = 0;
        if (text.Length < from + length)
        {
            return false;
        }

        foreach (var letter in text.Slice(from, length))
        {
            if (letter is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + (letter - '0');
        }

        return number <= max;
    }
}
