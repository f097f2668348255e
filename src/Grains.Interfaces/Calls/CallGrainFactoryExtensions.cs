namespace FleetActors.Calls;

/// <summary>How a call's grain is addressed.</summary>
public static class CallGrainFactoryExtensions
{
    private const string Prefix = "call/";

    /// <summary>The call with this id (the provider's <c>call_session_id</c>).</summary>
    public static ICallGrain Call(this IGrainFactory grains, string callId) => grains.GetGrain<ICallGrain>(KeyOf(callId));

    /// <summary>The key of a call's grain.</summary>
    public static string KeyOf(string callId) => Prefix + callId;

    /// <summary>Whether a grain key is a call's.</summary>
    public static bool IsCallKey(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) && key.Length > Prefix.Length;

    /// <summary>The call id in a key made by <see cref="Call"/>.</summary>
    /// <exception cref="ArgumentException">Not such a key.</exception>
    public static string CallIdOf(string key) => IsCallKey(key)
        ? key[Prefix.Length..]
        : throw new ArgumentException($"'{key}' is no key of a call; use {nameof(Call)} to address one.", nameof(key));
}
