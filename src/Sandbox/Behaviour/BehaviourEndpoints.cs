using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetActors.Sandbox;

/// <summary><c>/sandbox/behaviour</c>: GET shows, PUT replaces, DELETE (or a PUT of <c>{}</c>) makes all well again.</summary>
internal static class BehaviourEndpoints
{
    public static void MapBehaviour(this IEndpointRouteBuilder endpoints, TelnyxSandbox sandbox)
    {
        var behaviour = endpoints.MapGroup("/sandbox/behaviour");
        behaviour.MapGet("", () => Show(sandbox));
        behaviour.MapPut("", (HttpRequest request) => PutAsync(sandbox, request));
        behaviour.MapDelete("", () => Set(sandbox, SandboxBehaviour.None));
    }

    private static async Task<IResult> PutAsync(TelnyxSandbox sandbox, HttpRequest request)
    {
        if (await JsonBody.ReadAsync(request) is not { } body)
        {
            return SandboxProblem.Of(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {JsonBody.Longest} bytes.");
        }

        var json = JsonBody.Parse(body, out var unreadable);
        if (unreadable is not null)
        {
            return SandboxProblem.Of(StatusCodes.Status400BadRequest, unreadable);
        }

        try
        {
            var behaviour = json.Deserialize<SandboxBehaviour>(BehaviourJson.Options)!;
            return BehaviourCheck.Problem(behaviour) is { } problem
                ? SandboxProblem.Of(StatusCodes.Status422UnprocessableEntity, problem)
                : Set(sandbox, behaviour);
        }
        catch (JsonException wrong)
        {
            return SandboxProblem.Of(
                StatusCodes.Status422UnprocessableEntity, $"'{wrong.Path}' is not a setting, or its value is of the wrong kind.");
        }
    }

    private static IResult Set(TelnyxSandbox sandbox, SandboxBehaviour behaviour)
    {
        sandbox.Behaviour = behaviour;
        return Show(sandbox);
    }

    private static IResult Show(TelnyxSandbox sandbox) => Results.Json(sandbox.Behaviour, BehaviourJson.Options);
}

/// <summary>How a behaviour is written: snake_case, and a name that does not exist is an error rather than a fault that never strikes.</summary>
internal static class BehaviourJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
