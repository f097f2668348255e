using FleetActors.Storage.Sql;
using Microsoft.Extensions.Options;

namespace FleetActors.Storage;

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        List<string> failures = [];
        if (SqlDialect.Find(SqlDialect.InvariantOf(options)) is not { } dialect)
        {
            failures.Add(
                $"{StorageOptions.Section}:{nameof(StorageOptions.Invariant)} is '{options.Invariant}'; it must be one of: {string.Join(", ", SqlDialect.Invariants)}.");
        }
        else if (dialect.CheckConnectionString(options.ConnectionString) is { } failure)
        {
            failures.Add($"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)} (or DATABASE_URL) cannot be used: {failure}");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
