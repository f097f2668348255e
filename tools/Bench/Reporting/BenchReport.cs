using System.Text.Json;
using System.Text.Json.Serialization;
using FleetActors.Bench.Rows;

namespace FleetActors.Bench.Reporting;

/// <summary>Everything a run found.</summary>
internal sealed record BenchReport(DateTimeOffset At, double TookSeconds, BenchEnvironment Environment, IReadOnlyList<RowResult> Rows)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, Json), cancellationToken);
    }
}
