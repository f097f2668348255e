using System.ComponentModel;

namespace FleetActors.Alerts;

/// <summary>The members of a report that are known by name, for the API description. Any other member is sensor data and kept.</summary>
internal sealed record AlertReportBody(
    [property: Description("Device that reports, at most 128 characters.")] string? DeviceId,
    [property: Description("Fleet it belongs to, at most 128 characters.")] string? FleetId,
    [property: Description("At most one unresolved alert has it; a repeat only counts. Without one every report is its own alert.")] string? DedupKey,
    [property: Description("low, medium or critical; an unknown word counts as medium. Without one inference decides.")] string? Severity,
    [property: Description("Such as engine, temperature, location, battery.")] string? Category,
    [property: Description("One or two sentences for the person who is paged.")] string? Summary,
    [property: Description("A number to show with the alert; it is not dialled because of this.")] string? Phone);

/// <summary>The body of an action on an alert, for the API description.</summary>
internal sealed record ActionBody(
    [property: Description("Who acts. Default: the name of the API key.")] string? By,
    [property: Description("Free text for the timeline.")] string? Note);

/// <summary>The body of a snooze, for the API description.</summary>
internal sealed record SnoozeBody(
    [property: Description("Who acts. Default: the name of the API key.")] string? By,
    [property: Description("Free text for the timeline.")] string? Note,
    [property: Description("When paging goes on, at most 30 days ahead; this or minutes.")] DateTimeOffset? Until,
    [property: Description("How long paging pauses, 1 to 43200.")] int? Minutes);
