namespace FleetActors.Telnyx.Api;

/// <summary>What every 2xx answer is wrapped in.</summary>
internal sealed record Envelope<T>(T? Data, EnvelopeMeta? Meta);

/// <summary>Beside lists.</summary>
internal sealed record EnvelopeMeta(PageCursors? Cursors);

/// <param name="After">Continues the list; null or repeated at its end.</param>
internal sealed record PageCursors(string? After);

internal sealed record MessageData(string? Id);

/// <param name="ClientState">Base64, as it was given.</param>
internal sealed record CallData(string? CallControlId, string? ClientState);

/// <param name="Status"><c>init</c>, <c>in_progress</c> or <c>completed</c>.</param>
internal sealed record ConferenceData(string? Id, string? Name, string? Status);

/// <param name="Result">Always <c>ok</c>.</param>
internal sealed record CommandData(string? Result);
