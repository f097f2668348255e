using System.Text.Json;

namespace FleetActors.Storage;

/// <summary>Keeps what this release writes. Run it once when a release is made, and whenever a state is stored that no release has stored before:
/// <c>FLEET_KEEP_RELEASE=1 dotnet test tests/Grains.Tests --filter KeepRelease</c>.</summary>
public sealed class KeepReleaseTests
{
    [SkippableFact]
    public void KeepRelease_EveryStoredState_IsWrittenOnce()
    {
        Skip.If(Environment.GetEnvironmentVariable("FLEET_KEEP_RELEASE") is null, "writes into the sources; runs with FLEET_KEEP_RELEASE=1");
        var version = typeof(StorageNames).Assembly.GetName().Version!.ToString(3);
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(KeptState.SourceFolder(), version)).FullName;

        foreach (var (name, type) in KeptState.Stored)
        {
            var path = Path.Combine(folder, $"{name}.json");
            if (!File.Exists(path))
            {
                File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(Filled.State(type), type, StateJson.Options));
            }
        }
    }
}
