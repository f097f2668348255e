using Microsoft.Extensions.Configuration;

namespace FleetActors.Settings;

/// <summary>Where settings come from: the <c>.env</c> file of the working directory, and above it the process environment and the command line.</summary>
internal static class SettingsSetup
{
    /// <summary>The file read at start, looked for in the working directory and above it up to the repository's root.</summary>
    public const string FileName = ".env";

    /// <summary>Puts the file's settings below everything else that the builder reads.</summary>
    /// <exception cref="SettingsException">The file cannot be understood.</exception>
    public static void AddDotEnv(this IConfigurationManager configuration, string directory)
    {
        if (Find(directory) is not { } path)
        {
            return;
        }

        try
        {
            configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
            {
                // As in the process environment, two underscores stand for the colon of a section.
                InitialData = DotEnv.Parse(File.ReadLines(path)).Select(static setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)),
            });
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{path}: {exception.Message}"]);
        }
    }

    private static string? Find(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, FileName);
            if (File.Exists(path))
            {
                return path;
            }

            // Above the repository nothing is ours.
            if (File.Exists(Path.Combine(folder.FullName, "FleetActors.sln")))
            {
                return null;
            }
        }

        return null;
    }
}
