using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace FleetActors.Pages;

/// <summary>For addresses that answer people with a page and programs with JSON.</summary>
internal static class PageRequest
{
    private const string Html = "text/html";
    private const string Json = "application/json";

    /// <summary>True when the client names HTML and does not like JSON better, as browsers do; <c>*/*</c> alone is a program.</summary>
    public static bool WantsPage(this HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var html = Quality(accepted, Html);
        return html > 0 && html >= Quality(accepted, Json);
    }

    /// <summary>The page, never kept by anybody on the way.</summary>
    public static ContentHttpResult Page(HtmlText page) => TypedResults.Content(page.ToString(), Html + "; charset=utf-8");

    private static double Quality(IList<MediaTypeHeaderValue> accepted, string type) =>
        accepted.Where(media => media.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(static media => media.Quality ?? 1).DefaultIfEmpty(0).Max();
}
