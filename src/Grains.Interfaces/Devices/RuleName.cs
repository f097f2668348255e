namespace FleetActors.Devices;

/// <summary>Names of rules: 1 to 64 characters, formed like a <see cref="DeviceId"/>.</summary>
public static class RuleName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>What to tell a client whose name is refused; follows the field's name.</summary>
    public const string Rule = "must be 1 to 64 characters of A-Z a-z 0-9 . _ : @ - and begin with a letter or digit";

    /// <summary>Whether a text from outside can name a rule.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => text.Length <= MaxLength && DeviceId.IsWellFormed(text);
}
