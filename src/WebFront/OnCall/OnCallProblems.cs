using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.OnCall;

/// <summary>Everything wrong with a policy or contact in one answer.</summary>
internal static class OnCallProblems
{
    /// <summary>422: <c>error</c> and <c>field</c> tell the first fault, <c>errors</c> all of them as <c>{field, error}</c>.</summary>
    public static ProblemHttpResult Of(ImmutableArray<OnCallError> errors) =>
        TypedResults.Problem(
            detail: string.Join("; ", errors.Select(error => $"{error.Path}: {error.Message}")),
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["error"] = $"{errors[0].Path} {errors[0].Message}",
                ["field"] = errors[0].Path,
                ["errors"] = errors.Select(error => new Dictionary<string, string> { ["field"] = error.Path, ["error"] = error.Message }).ToArray(),
            });

    /// <summary>What could not be read, and what the rules refuse elsewhere: a rule's complaint about a default that stood in for something unreadable is noise.</summary>
    public static ImmutableArray<OnCallError> Merge(IReadOnlyCollection<OnCallError> unreadable, ImmutableArray<OnCallError> refused) =>
        [.. unreadable, .. refused.Where(error => !unreadable.Any(other => Covers(other.Path, error.Path)))];

    private static bool Covers(string path, string inner) =>
        inner.StartsWith(path, StringComparison.Ordinal) && (inner.Length == path.Length || inner[path.Length] is '.' or '[');
}
