using System.IO.Enumeration;

namespace FleetActors.Sandbox;

internal static class Glob
{
    /// <summary>Whether a path matches a pattern in which <c>*</c> stands for any characters.</summary>
    public static bool IsMatch(string pattern, string path) => FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false);
}
