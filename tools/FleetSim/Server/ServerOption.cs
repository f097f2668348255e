using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace FleetActors.FleetSim.Server;

/// <summary>The option <c>--url</c>.</summary>
internal static class ServerOption
{
    public const string Name = "--url";

    /// <param name="usual">Used when the option is not given; may be null.</param>
    public static Option<Uri?> Create(string description, Uri? usual) => new(Name)
    {
        Description = description,
        CustomParser = Parse,
        DefaultValueFactory = usual is null ? null : _ => usual,
    };

    /// <summary>Whether a server is on this machine.</summary>
    public static bool IsLocal(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Uri? Parse(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https"))
        {
            return url;
        }

        argument.AddError($"{Name} must be an address such as http://127.0.0.1:5000.");
        return null;
    }
}
