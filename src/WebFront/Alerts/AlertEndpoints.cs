using FleetActors.Directory;
using FleetActors.Http;
using FleetActors.OpenApi;
using FleetActors.Security;
using FleetActors.Settings;
using FleetActors.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Alerts;

/// <summary>Reporting, listing and reading alerts.</summary>
internal static class AlertEndpoints
{
    private static readonly string[] BodyTypes = ["application/json", "application/x-www-form-urlencoded", "text/plain", "application/octet-stream"];

    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/alert", RaiseAsync).RequireAuthorization(Roles.Ingest).WithTags("alerts").DescribeBody<AlertReportBody>();
        routes.MapGet("/alerts", ListAsync).RequireAuthorization(Roles.Operator).WithTags("alerts").DescribeQuery(AlertListQuery.Parameters);
        routes.MapGet("/api/v1/alerts", ListAsync).RequireAuthorization(Roles.Operator).WithTags("alerts").DescribeQuery(AlertListQuery.Parameters);

        var alert = routes.MapGroup("/api/v1/alerts/{id}").RequireAuthorization(Roles.Operator).WithTags("alerts");
        alert.MapGet("", GetAsync);
        alert.MapGet("/plan", PlanAsync);
        alert.MapAlertActions();
        return routes;
    }

    /// <summary>Reports trouble. The alert is stored when the answer is given.</summary>
    private static async Task<Results<Created<RaisedResponse>, Ok<RaisedResponse>, ProblemHttpResult>> RaiseAsync(
        HttpRequest request, IGrainFactory grains, GrainClock clock, FrontOptions options, CancellationToken cancellationToken)
    {
        if (!IsReadable(request.ContentType))
        {
            return Problems.UnsupportedMediaType("unsupported media type", "Send the report as application/json.");
        }

        var body = await RequestBody.ReadAsync(request, options.MaxAlertBytes, cancellationToken);
        if (body is null)
        {
            return Problems.TooLarge("too large", $"A report may have at most {options.MaxAlertBytes} bytes.");
        }

        var (report, problem) = AlertReport.Read(body);
        if (report is null)
        {
            return problem!;
        }

        var raised = report.DedupKey is { } key
            ? await grains.GetGrain<IDedupGrain>(key).RaiseAsync(report)
            : await grains.GetGrain<IAlertGrain>(AlertId.New(clock.UtcNow)).OpenAsync(report);
        return raised.Deduplicated
            ? TypedResults.Ok(raised.ToResponse())
            : TypedResults.Created($"/api/v1/alerts/{raised.AlertId}", raised.ToResponse());
    }

    /// <summary>Lists alerts: newest first; without parameters the last 50, oldest first.</summary>
    private static async Task<Results<Ok<AlertListResponse>, ProblemHttpResult>> ListAsync(HttpRequest request, IGrainFactory grains)
    {
        var (query, problem) = AlertListQuery.Read(request.Query);
        if (query is null)
        {
            return problem!;
        }

        var page = await grains.GetGrain<IDirectoryGrain>(0).ListAlertsAsync(query);
        var alerts = page.Alerts.Select(static alert => alert.ToResponse(whole: false)).ToArray();
        if (!AlertListQuery.IsFiltered(request.Query))
        {
            Array.Reverse(alerts);
        }

        return TypedResults.Ok(new AlertListResponse(alerts, page.Total, page.Next));
    }

    /// <summary>One alert with its attempts and timeline.</summary>
    private static async Task<Results<Ok<AlertResponse>, ProblemHttpResult>> GetAsync(string id, IGrainFactory grains)
    {
        var alert = AlertId.IsWellFormed(id) ? await grains.GetGrain<IAlertGrain>(id).GetAsync() : null;
        return alert is null ? AlertActions.Unknown() : TypedResults.Ok(alert.ToResponse(whole: true));
    }

    /// <summary>Who will be paged, when and why, if nobody acts. Empty when nothing more is due.</summary>
    private static async Task<Results<Ok<PlanResponse>, ProblemHttpResult>> PlanAsync(string id, IGrainFactory grains)
    {
        if (!AlertId.IsWellFormed(id))
        {
            return AlertActions.Unknown();
        }

        var grain = grains.GetGrain<IAlertGrain>(id);
        var pages = await grain.PlanAsync();
        return pages.IsDefaultOrEmpty && await grain.GetAsync() is null
            ? AlertActions.Unknown()
            : TypedResults.Ok(new PlanResponse(id, pages));
    }

    // curl -d sends JSON as a form, sensors often send no type at all.
    private static bool IsReadable(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
        {
            return true;
        }

        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        foreach (var known in BodyTypes)
        {
            if (type.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
