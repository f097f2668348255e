using System.Text;
using FleetActors.Hosting;
using FleetActors.Settings;

namespace FleetActors.Pages;

/// <summary>The page at <c>/</c>: what this is and where to look.</summary>
internal static class HomePage
{
    public static IEndpointRouteBuilder MapHomePage(this IEndpointRouteBuilder routes)
    {
        var provider = routes.ServiceProvider.GetRequiredService<ProviderOptions>();
        var listener = routes.ServiceProvider.GetRequiredService<Listener>();
        var page = Encoding.UTF8.GetBytes(PageFiles.Read("Home.html")
            .Replace("{{url}}", listener.Url, StringComparison.Ordinal)
            .Replace("{{provider}}", provider.IsSandbox ? SandboxNote : "", StringComparison.Ordinal)
            .Replace("{{phones}}", provider.IsSandbox ? SandboxLink : "", StringComparison.Ordinal));
        routes.MapGet("/", () => TypedResults.Bytes(page, "text/html; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
        routes.MapPageFile("/home.css", "Home.css", "text/css");
        return routes;
    }

    private const string SandboxNote =
        "<p class=\"note\">No telephone provider is configured: calls and messages go to the virtual phones of the sandbox, not to people.</p>";

    private const string SandboxLink = "<li><a href=\"/sandbox\">Virtual phones</a></li>";
}
