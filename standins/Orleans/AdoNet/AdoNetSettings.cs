using Orleans.Runtime;

namespace Orleans.Configuration;

internal static class AdoNetSettings
{
    public static void Validate(string options, string name, string? invariant, string? connectionString)
    {
        Require(options, name, nameof(invariant), invariant);
        Require(options, name, nameof(connectionString), connectionString);
    }

    private static void Require(string options, string name, string setting, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new OrleansConfigurationException($"Invalid {options} values for \"{name}\": {setting} is required.");
        }
    }
}
