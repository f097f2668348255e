using FleetActors.Storage;
using FleetActors.Storage.Sql;
using Microsoft.Extensions.Options;

namespace FleetActors.Recordings;

/// <summary>Checks <see cref="RecordingOptions"/>.</summary>
internal sealed class RecordingOptionsValidator(IOptions<StorageOptions> storage) : IValidateOptions<RecordingOptions>
{
    private const string Setting = $"{RecordingOptions.Section}:{nameof(RecordingOptions.Store)}";

    public ValidateOptionsResult Validate(string? name, RecordingOptions options) => options.Store switch
    {
        RecordingOptions.Files => ValidateOptionsResult.Success,
        RecordingOptions.Database when SqlDialect.InvariantOf(storage.Value) == StorageOptions.PostgresInvariant => ValidateOptionsResult.Success,
        RecordingOptions.Database => ValidateOptionsResult.Fail(
            $"{Setting} is {RecordingOptions.Database}, which needs PostgreSQL: set DATABASE_URL, such as postgres://user:password@host/database, or leave {Setting} out to keep files."),
        _ => ValidateOptionsResult.Fail($"{Setting} must be {RecordingOptions.Files} or {RecordingOptions.Database}."),
    };
}
