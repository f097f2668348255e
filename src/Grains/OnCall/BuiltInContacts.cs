using Microsoft.Extensions.Options;

namespace FleetActors.OnCall;

/// <summary>The contacts that exist from settings alone.</summary>
internal sealed class BuiltInContacts(IOptions<OnCallOptions> options)
{
    private readonly Contact? _onCall = From(OnCallIds.OnCall, "On-call engineer", options.Value.OnCallNumber);
    private readonly Contact? _dispatcher = From(OnCallIds.Dispatcher, "Dispatcher", options.Value.DispatcherNumber);

    /// <summary>The built-in contact of that id, or null.</summary>
    public Contact? Find(string id) => id switch
    {
        OnCallIds.OnCall => _onCall,
        OnCallIds.Dispatcher => _dispatcher,
        _ => null,
    };

    private static Contact? From(string id, string name, string? number) => number is null ? null : new Contact(id, name, [number]);
}
