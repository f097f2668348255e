using System.Text;

namespace FleetActors.Pages;

/// <summary>Files of pages, embedded in the assembly.</summary>
internal static class PageFiles
{
    /// <summary>The text of a file.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The page file {name} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Serves a file to everybody: it holds nothing but how pages look.</summary>
    public static void MapPageFile(this IEndpointRouteBuilder routes, string path, string name, string type)
    {
        var content = Encoding.UTF8.GetBytes(Read(name));
        routes.MapGet(path, () => TypedResults.Bytes(content, $"{type}; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
    }
}
