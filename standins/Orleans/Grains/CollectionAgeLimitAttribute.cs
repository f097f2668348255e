using System.Globalization;

namespace Orleans;

/// <summary>How long activations of the marked class stay idle before they are collected, instead of the configured age.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>Shorter sums of days, hours and minutes are taken as this: one minute.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _inactivityPeriod;

    /// <summary>The limit is the sum of <see cref="Days"/>, <see cref="Hours"/> and <see cref="Minutes"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The limit, written as a <see cref="TimeSpan"/>.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod)
    {
        _inactivityPeriod = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);
    }

    /// <summary>Never collected.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>Part of the limit in days.</summary>
    public double Days { get; set; }

    /// <summary>Part of the limit in hours.</summary>
    public double Hours { get; set; }

    /// <summary>Part of the limit in minutes.</summary>
    public double Minutes { get; set; }

    /// <summary>The limit in force.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            if (AlwaysActive)
            {
                return TimeSpan.FromDays(short.MaxValue);
            }

            if (_inactivityPeriod is { } period)
            {
                return period;
            }

            var sum = TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return sum < MinAgeLimit ? MinAgeLimit : sum;
        }
    }
}
