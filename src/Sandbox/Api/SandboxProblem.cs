namespace FleetActors.Sandbox;

/// <summary>Refusals of the sandbox's own API (not of Telnyx's): ProblemDetails with the text also in <c>error</c>.</summary>
internal static class SandboxProblem
{
    public static IResult Of(int status, string error) =>
        Results.Problem(detail: error, statusCode: status, extensions: new Dictionary<string, object?> { ["error"] = error });
}
