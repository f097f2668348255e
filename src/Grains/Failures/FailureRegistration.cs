using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace FleetActors.Failures;

/// <summary>How failures cross from one process to another.</summary>
public static class FailureRegistration
{
    /// <summary>
    /// Exceptions of every type reach the caller in another process as what they are. Orleans sends only some; another one, also within one of those, would reach the caller
    /// as a fault of the serialiser, which says nothing of what happened and nothing of whether to try again. Every silo and every client needs it; safe to repeat.
    /// </summary>
    public static IServiceCollection AddFailures(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(static exceptions => exceptions.SupportedExceptionTypeFilter = static _ => true);
}
