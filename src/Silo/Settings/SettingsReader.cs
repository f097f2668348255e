using Microsoft.Extensions.Configuration;

using System.Globalization;

namespace FleetActors.Settings;

/// <summary>Reads settings by name and collects everything that is wrong, so that one start tells all of it. A blank setting counts as unset.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Adds a problem found by the caller.</summary>
    public void Add(string problem) => _problems.Add(problem);

    /// <summary>The text, or null when unset.</summary>
    /// <param name="other">A second name that is read where the first is absent.</param>
    public string? Text(string name, string? other = null) =>
        configuration[name]?.Trim() is { Length: > 0 } text ? text : other is null ? null : Text(other);

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int defaultValue, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return defaultValue;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Add($"{name} must be a whole number from {min} to {max}.");
        return defaultValue;
    }

    /// <summary>One of an enum's words, in any case.</summary>
    public T Word<T>(string name, T defaultValue)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return defaultValue;
        }

        if (char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value))
        {
            return value;
        }

        Add($"{name} must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
        return defaultValue;
    }

    /// <exception cref="SettingsException">Something was wrong.</exception>
    public void ThrowIfAnyProblem()
    {
        if (_problems.Count > 0)
        {
            throw new SettingsException(_problems);
        }
    }
}
