using System.Collections.Immutable;

namespace FleetActors.OnCall;

/// <summary>The grains' own guard: callers check first and tell people all that is wrong; what gets here unchecked is a bug of the caller.</summary>
internal static class OnCallErrors
{
    public static void ThrowIfAny(string parameter, string id, string grainId, ImmutableArray<OnCallError> errors)
    {
        if (!string.Equals(id, grainId, StringComparison.Ordinal))
        {
            throw new ArgumentException($"It has the id '{id}' but was sent to '{grainId}'.", parameter);
        }

        if (!errors.IsEmpty)
        {
            throw new ArgumentException(string.Join("; ", errors.Select(error => $"{error.Path}: {error.Message}")), parameter);
        }
    }
}
