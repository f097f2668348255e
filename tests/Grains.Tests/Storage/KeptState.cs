using System.Text.Json;
using FleetActors.Contracts;

namespace FleetActors.Storage;

/// <summary>
/// A state as a release has written it: <c>PreviousRelease/{version}/{state name}[.{what}].json</c>, the bytes as they lie in the database. A kept file never
/// changes and is read as long as there may be a database that holds the like.
/// </summary>
internal sealed record KeptState(string Release, string File, byte[] Json)
{
    private const string Folder = "Storage/PreviousRelease";

    /// <summary>What grains store, by state name.</summary>
    public static IReadOnlyDictionary<string, Type> Stored { get; } =
        StoredStates.Of(typeof(StorageNames).Assembly.GetTypes()).ToDictionary(state => state.StateName, state => state.State);

    public static IReadOnlyList<KeptState> All { get; } = [.. Read().OrderBy(static kept => kept.ToString(), StringComparer.Ordinal)];

    /// <summary>For theories.</summary>
    public static IEnumerable<object[]> Cases => All.Select(static kept => new object[] { kept.Release, kept.File });

    public string StateName => File.Split('.')[0];

    public Type Type => Stored[StateName];

    public string Text => System.Text.Encoding.UTF8.GetString(Json);

    public static KeptState Find(string release, string file) => All.Single(kept => kept.Release == release && kept.File == file);

    public object ToState() => JsonSerializer.Deserialize(Json, Type, StateJson.Options)!;

    public T ToState<T>() => (T)ToState();

    public override string ToString() => $"{Release}/{File}";

    /// <summary>Where the files are in the sources.</summary>
    public static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "FleetActors.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below the sources.");
        }

        return Path.Combine(folder.FullName, "tests", "Grains.Tests", Folder);
    }

    private static IEnumerable<KeptState> Read() =>
        from path in System.IO.Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, Folder), "*.json", SearchOption.AllDirectories)
        select new KeptState(Path.GetFileName(Path.GetDirectoryName(path))!, Path.GetFileNameWithoutExtension(path), System.IO.File.ReadAllBytes(path));
}
