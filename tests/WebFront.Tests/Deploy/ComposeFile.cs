using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace FleetActors.Deploy;

/// <summary>The repository's files for containers, read as their programs read them.</summary>
internal static class ComposeFile
{
    private static readonly string Root = FindRoot();

    /// <summary>The services by name, with everything merged in.</summary>
    public static IReadOnlyDictionary<string, Dictionary<object, object>> Services { get; } = ReadServices();

    /// <summary>A file's text.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>A service's environment.</summary>
    public static IReadOnlyDictionary<string, string> Environment(string service) =>
        ((Dictionary<object, object>)Services[service]["environment"]).ToDictionary(setting => (string)setting.Key, setting => (string)setting.Value);

    private static Dictionary<string, Dictionary<object, object>> ReadServices()
    {
        using var reader = new StringReader(Text("docker-compose.yml"));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(reader)));
        return ((Dictionary<object, object>)file["services"]).ToDictionary(service => (string)service.Key, service => (Dictionary<object, object>)service.Value);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "docker-compose.yml")))
            {
                return folder.FullName;
            }
        }

        throw new FileNotFoundException("docker-compose.yml is not above the test's folder.");
    }
}
