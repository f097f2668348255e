namespace Orleans;

/// <summary>How long a caller of the marked method waits before it gets <see cref="TimeoutException"/>, instead of the configured response timeout.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The wait, written as a <see cref="TimeSpan"/>.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);
}
